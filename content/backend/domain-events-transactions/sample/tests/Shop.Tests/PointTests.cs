using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Offprint.Servers;
using Shop.Events;
using Shop.Naive;
using Shop.Orders;
using Shop.Stocks;

namespace Shop.Tests;

/// <summary>The same handler, a mail to the customer, at each point, and how each fails.</summary>
[Collection(ServersCollection.Name)]
public sealed class PointTests(RealServers servers)
{
    private const string Customer = "ada@example.com";

    private sealed record Outcome(long Orders, int Mails);

    [Fact]
    public async Task Only_through_the_outbox_order_and_mail_agree_whatever_fails()
    {
        var outcomes = new
        {
            BeforeRejected = await RejectedByTheDatabaseAsync(),
            WithinKilled = await KilledBeforeTheCommitAsync(),
            WithinRetried = await ConnectionLostAtTheCommitAsync(),
            WithinRefused = (await RefusedAsync("InTransaction")).Outcome,
            AfterKilled = await KilledAfterTheCommitAsync("AfterCommit"),
            AfterRefused = (await RefusedAsync("AfterCommit")).Outcome,
            OutboxKilled = await KilledAfterTheCommitAsync("Outbox"),
            OutboxRefused = await RefusedForAWhileThroughTheOutboxAsync(),
        };

        Results.Write("points.json", outcomes);
        Assert.Equal(new Outcome(0, 1), outcomes.BeforeRejected);
        Assert.Equal(new Outcome(0, 1), outcomes.WithinKilled);
        Assert.Equal(new Outcome(1, 2), outcomes.WithinRetried);
        Assert.Equal(new Outcome(0, 0), outcomes.WithinRefused);
        Assert.Equal(new Outcome(1, 0), outcomes.AfterKilled);
        Assert.Equal(new Outcome(1, 0), outcomes.AfterRefused);
        Assert.Equal(new Outcome(1, 1), outcomes.OutboxKilled);
        Assert.Equal(new Outcome(1, 1), outcomes.OutboxRefused);
    }

    [Fact]
    public async Task Before_the_save_a_mail_goes_out_for_an_order_that_the_database_rejects() =>
        Assert.Equal(new Outcome(0, 1), await RejectedByTheDatabaseAsync());

    [Fact]
    public async Task In_the_transaction_a_process_killed_before_the_commit_has_mailed_for_no_order() =>
        Assert.Equal(new Outcome(0, 1), await KilledBeforeTheCommitAsync());

    [Fact]
    public async Task In_the_transaction_a_retried_commit_mails_twice() =>
        Assert.Equal(new Outcome(1, 2), await ConnectionLostAtTheCommitAsync());

    [Fact]
    public async Task In_the_transaction_a_handler_that_fails_rolls_the_order_back()
    {
        var (outcome, failure, _) = await RefusedAsync("InTransaction");

        Assert.IsType<HttpRequestException>(failure);
        Assert.Equal(new Outcome(0, 0), outcome);
    }

    [Fact]
    public async Task After_the_commit_a_handler_that_fails_is_logged_and_its_mail_is_lost()
    {
        var (outcome, failure, log) = await RefusedAsync("AfterCommit");

        Assert.Null(failure);
        Assert.Equal(new Outcome(1, 0), outcome);
        Assert.Contains(log, line => line.Contains("SendConfirmation failed after the commit"));
    }

    [Fact]
    public async Task After_the_commit_a_process_killed_before_the_dispatch_loses_the_mail() =>
        Assert.Equal(new Outcome(1, 0), await KilledAfterTheCommitAsync("AfterCommit"));

    [Fact]
    public async Task Through_the_outbox_the_same_kill_loses_nothing() =>
        Assert.Equal(new Outcome(1, 1), await KilledAfterTheCommitAsync("Outbox"));

    [Fact]
    public async Task In_the_transaction_a_slow_handler_makes_other_orders_of_the_item_wait()
    {
        await using var mail = await MailServer.StartAsync();
        await using var shop = await TestShop.CreateAsync(
            servers, Program.Handlers("InTransaction"), mail: mail.Address);
        (mail.KeptFor, var slow) = (Customer, Given.AnOrder(Customer));
        mail.KeepReplies();
        var first = shop.Orders.PlaceAsync(slow);
        await Until.TrueAsync("the mail is on its way", () => mail.SentTo(Customer) == 1);

        var clock = Stopwatch.StartNew();
        var sameItem = shop.Orders.PlaceAsync(Given.AnOrder("bob@example.com"));
        await Until.TrueAsync("the second order waits for a lock",
            async () => await shop.WaitingForLocksAsync() == 1);
        await shop.Orders.PlaceAsync(Given.AnOrder("eve@example.com", "lamp"));
        Assert.Equal(1, await shop.CountAsync("orders"));
        Assert.False(sameItem.IsCompleted);
        if (TimeSpan.FromSeconds(3) - clock.Elapsed is { Ticks: > 0 } rest)
            await Task.Delay(rest);
        mail.Release();
        await first;
        await sameItem;

        Results.Write("slow.json", new
        {
            PostgresVersion = servers.Postgres.Version,
            MailSeconds = 3,
            OtherOrderSeconds = Math.Round(clock.Elapsed.TotalSeconds, 1),
        });
        Assert.True(clock.Elapsed > TimeSpan.FromSeconds(2.9), $"waited {clock.Elapsed}");
    }

    [Fact]
    public async Task After_the_commit_a_slow_handler_holds_no_lock()
    {
        await using var mail = await MailServer.StartAsync();
        await using var shop = await TestShop.CreateAsync(
            servers, Program.Handlers("AfterCommit"), mail: mail.Address);
        mail.KeptFor = Customer;
        mail.KeepReplies();
        var first = shop.Orders.PlaceAsync(Given.AnOrder(Customer));
        await Until.TrueAsync("the mail is on its way", () => mail.SentTo(Customer) == 1);

        await shop.Orders.PlaceAsync(Given.AnOrder("bob@example.com"));

        Assert.False(first.IsCompleted); // the customer still waits, though
        Assert.Equal(2, await shop.CountAsync("orders"));
        mail.Release();
        await first;
    }

    [Fact]
    public async Task Before_the_save_the_order_of_handlers_decides_whether_a_slow_one_holds_locks()
    {
        Assert.False(await OtherOrderWaitsAsync(events => events
            .BeforeSave<OrderPlaced, SendConfirmation>().BeforeSave<OrderPlaced, ReserveStock>()));
        Assert.True(await OtherOrderWaitsAsync(events => events
            .BeforeSave<OrderPlaced, ReserveStock>().BeforeSave<OrderPlaced, SendConfirmation>()));

        async Task<bool> OtherOrderWaitsAsync(Action<DomainEventHandlers> handlers)
        {
            await using var mail = await MailServer.StartAsync();
            await using var shop = await TestShop.CreateAsync(servers, handlers, mail: mail.Address);
            mail.KeptFor = Customer;
            mail.KeepReplies();
            var first = shop.Orders.PlaceAsync(Given.AnOrder(Customer));
            await Until.TrueAsync("the mail is on its way", () => mail.SentTo(Customer) == 1);
            var second = shop.Orders.PlaceAsync(Given.AnOrder("bob@example.com"));
            var waits = false;
            await Until.TrueAsync("the second order is done or waits for a lock", async () =>
                (waits = await shop.WaitingForLocksAsync() == 1) || second.IsCompleted);
            mail.Release();
            await first;
            await second;
            return waits;
        }
    }

    [Fact]
    public async Task An_exception_after_the_commit_runs_the_whole_transaction_again()
    {
        await using var shop = await TestShop.CreateAsync(
            servers, _ => { }, more => more.Intercept(new ThrowOnceAfterCommit()));

        await shop.Work.RunAsync((context, _) =>
        {
            context.Add(Given.AnOrder().AsOrder()); // with a new id for each attempt
            return Task.CompletedTask;
        }, default);

        Assert.Equal(2, await shop.CountAsync("orders"));
    }

    private async Task<Outcome> RejectedByTheDatabaseAsync()
    {
        await using var mail = await MailServer.StartAsync();
        await using var shop = await TestShop.CreateAsync(
            servers, Program.Handlers("BeforeSave"), mail: mail.Address);
        var order = Given.AnOrder(Customer);
        await shop.RunAsync($"""
            INSERT INTO orders (id, customer, reference, sku, quantity, price, address)
            VALUES (gen_random_uuid(), '{Customer}', '{order.Reference}', 'desk', 1, 120, '')
            """);

        var rejected = await Assert.ThrowsAsync<DbUpdateException>(() => shop.Orders.PlaceAsync(order));

        Assert.Equal("23505", Assert.IsType<PostgresException>(rejected.InnerException).SqlState);
        return await OutcomeAsync(shop, mail, order.OrderId);
    }

    private async Task<Outcome> KilledBeforeTheCommitAsync()
    {
        await using var mail = await MailServer.StartAsync();
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        var order = Guid.CreateVersion7();
        mail.KeepReplies();
        using var process = Program.Start(
            "place", "InTransaction", "Never", shop.Connection, $"{mail.Address}", $"{order}");
        await Until.TrueAsync("the mail is accepted", () => mail.Sent.Length == 1);
        await Program.KilledAsync(process, byItself: false);
        return await OutcomeAsync(shop, mail, order);
    }

    private async Task<Outcome> ConnectionLostAtTheCommitAsync()
    {
        await using var mail = await MailServer.StartAsync();
        var broken = new BreakFirstCommit(servers.Postgres.ConnectionString());
        await using var shop = await TestShop.CreateAsync(servers,
            Program.Handlers("InTransaction"), more => more.Intercept(broken), mail.Address);
        var order = Given.AnOrder(Customer);
        await shop.Orders.PlaceAsync(order);
        return await OutcomeAsync(shop, mail, order.OrderId);
    }

    private async Task<(Outcome Outcome, Exception? Failure, string[] Log)> RefusedAsync(string point)
    {
        await using var mail = await MailServer.StartAsync();
        await using var shop = await TestShop.CreateAsync(
            servers, Program.Handlers(point), mail: mail.Address);
        mail.Refuses = true;
        var order = Given.AnOrder(Customer);
        var failure = await Record.ExceptionAsync(() => shop.Orders.PlaceAsync(order));
        return (await OutcomeAsync(shop, mail, order.OrderId), failure, shop.Log.Lines);
    }

    private async Task<Outcome> KilledAfterTheCommitAsync(string point)
    {
        await using var mail = await MailServer.StartAsync();
        await using var broker = await Broker.CreateAsync(servers);
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        var order = Guid.CreateVersion7();
        using var process = Program.Start(
            "place", point, "Committed", shop.Connection, $"{mail.Address}", $"{order}");
        await Program.KilledAsync(process, byItself: true);

        // Another process of the shop: the outbox is all that it can know of.
        await broker.Relay(shop).RunOnceAsync();
        await broker.MailAllAsync(shop, mail);
        return await OutcomeAsync(shop, mail, order);
    }

    private async Task<Outcome> RefusedForAWhileThroughTheOutboxAsync()
    {
        await using var mail = await MailServer.StartAsync();
        await using var broker = await Broker.CreateAsync(servers);
        await using var shop = await TestShop.CreateAsync(servers, Program.Handlers("Outbox"));
        var order = Given.AnOrder(Customer);
        mail.Refuses = true;
        await shop.Orders.PlaceAsync(order);
        await broker.Relay(shop).RunOnceAsync();
        var mailing = broker.MailAllAsync(shop, mail);
        await Until.TrueAsync("the mail server has refused", () => mail.Calls > 1);
        mail.Refuses = false;
        await mailing;
        return await OutcomeAsync(shop, mail, order.OrderId);
    }

    private static async Task<Outcome> OutcomeAsync(TestShop shop, MailServer mail, Guid order) =>
        new(await shop.CountAsync("orders", $"id = '{order}'"), mail.Sent.Length);
}

/// <summary>Ends the first transaction's session on the server just before its commit.</summary>
internal sealed class BreakFirstCommit(string administrator) : DbTransactionInterceptor
{
    private int commits;

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData data, InterceptionResult result,
        CancellationToken token = default)
    {
        if (Interlocked.Increment(ref commits) > 1)
            return result;
        await using var source = NpgsqlDataSource.Create(administrator);
        await using var end = source.CreateCommand(
            $"SELECT pg_terminate_backend({((NpgsqlConnection)transaction.Connection!).ProcessID}, 10000)");
        Assert.Equal(true, await end.ExecuteScalarAsync(token));
        return result;
    }
}

/// <summary>As a handler whose own call has timed out, and whose dispatcher lets that through.</summary>
internal sealed class ThrowOnceAfterCommit : DbTransactionInterceptor
{
    private int commits;

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData data, CancellationToken token = default) =>
        Interlocked.Increment(ref commits) == 1
            ? throw new TimeoutException("The mail server did not answer.")
            : Task.CompletedTask;
}
