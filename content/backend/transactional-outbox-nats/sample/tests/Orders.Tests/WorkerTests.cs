using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NATS.Extensions.Microsoft.DependencyInjection;
using Npgsql;

namespace Orders.Tests;

/// <summary>The relay as it runs in production: woken, or on its own.</summary>
[Collection(RealServers.Name)]
public sealed class WorkerTests(Fixture servers) : IAsyncLifetime
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Polling_finds_what_nobody_announced()
    {
        await using var worker = await Worker.StartAsync(shop, TimeSpan.FromMilliseconds(100));

        await shop.PlaceAsync(extensions: 2);

        await EmptyAsync();
        Assert.Equal([1, 2, 3], (await shop.StreamedAsync()).Select(e => e.Version));
    }

    [Fact]
    public async Task A_notification_wakes_a_relay_that_would_sleep_for_an_hour()
    {
        await using var worker = await Worker.StartListeningAsync(shop, Never);

        for (var i = 0; i < 5; i++)
        {
            await shop.PlaceAsync();
            await EmptyAsync();
        }
    }

    [Fact]
    public async Task A_notification_of_a_transaction_that_is_rolled_back_is_never_sent()
    {
        await using var connection = await shop.Database.OpenConnectionAsync();
        await using var listener = new OutboxListener(shop.Database);
        await listener.WaitAsync(Never, default);
        var next = listener.WaitAsync(TimeSpan.FromMilliseconds(500), default);

        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Run(connection, "SELECT pg_notify('outbox', '')");
            await transaction.RollbackAsync();
        }

        await Task.Delay(200);
        Assert.False(next.IsCompleted);
        await next;
    }

    [Fact]
    public async Task Commits_that_notify_wait_for_each_other_and_others_do_not()
    {
        const string AddEvent = """
            INSERT INTO outbox (order_id, version, type, body)
            VALUES (gen_random_uuid(), 1, 'placed', '{}')
            """;
        await shop.AddTriggerAsync();
        await using var slow = await shop.Database.OpenConnectionAsync();
        await using var next = await shop.Database.OpenConnectionAsync();
        await Run(next, "SET synchronous_commit = local");
        await WaitForStandbyAsync("nobody");
        try
        {
            var first = Task.CompletedTask;
            await Eventually.TrueAsync(async () =>
            {
                if (first.IsCompleted) // the setting has not arrived yet
                    first = Run(slow, AddEvent);
                return await AnyWaitsForAsync("SyncRep");
            }, "a commit waits for a standby");
            await Run(next, "CREATE TABLE not_announced ()");
            var second = Run(next, AddEvent); // its commit waits for nobody, and yet
            await Eventually.TrueAsync(() => AnyWaitsForAsync("object"), "a commit waits for it");
            Assert.False(first.IsCompleted || second.IsCompleted);

            await WaitForStandbyAsync("");
            await Task.WhenAll(first, second);
        }
        finally
        {
            await WaitForStandbyAsync("");
        }
    }

    /// <summary>Each wait begins with an event that nobody listens for; none may wait an hour.</summary>
    [Fact]
    public async Task What_is_committed_before_the_listener_listens_is_relayed_immediately()
    {
        await shop.AddTriggerAsync();
        await using var listener = new OutboxListener(shop.Database);
        var unheard = true;
        async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
        {
            if (unheard)
                await shop.PlaceAsync();
            unheard = false;
            await listener.WaitAsync(atMost, cancellation);
        }
        var worker = new OutboxWorker(shop.NewRelay(), WaitAsync, Never, new KeptLog<OutboxWorker>());
        await worker.StartAsync(default);
        try
        {
            await EmptyAsync(orders: 1);

            unheard = true;
            await shop.ScalarAsync<long>("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE query = 'LISTEN outbox' AND datname = current_database()
                """);
            await EmptyAsync(orders: 2);

            await shop.PlaceAsync(); // and the listener is back
            await EmptyAsync(orders: 3);
        }
        finally
        {
            await worker.StopAsync(default);
        }
    }

    [Fact]
    public async Task A_relay_that_is_stopped_finishes_its_batch()
    {
        using var stop = new CancellationTokenSource();
        await shop.PlaceAsync();
        var relay = shop.NewRelay(reached: step =>
            step is RelayStep.Taken ? stop.CancelAsync() : Task.CompletedTask);

        Assert.Equal(new RelayResult(1, 0), await relay.RunOnceAsync(stop.Token));

        Assert.Equal(0, await shop.CountAsync("outbox"));
        Assert.Single(await shop.StreamedAsync());
    }

    [Fact]
    public async Task The_registrations_carry_an_order_from_the_shop_to_the_ledger()
    {
        await shop.AddTriggerAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNatsClient(nats => nats.ConfigureOptions(options =>
            options.Configure(o => o.Opts = o.Opts with { Url = shop.NatsUrl })));
        builder.Services.AddOutbox(shop.OrdersConnection, Never).AddBilling(shop.LedgerConnection);
        using var host = builder.Build();
        await host.StartAsync();

        await using (var orders = await host.Services
            .GetRequiredService<IDbContextFactory<OrderContext>>().CreateDbContextAsync())
        {
            orders.Add(Order.Place(10));
            await orders.SaveChangesAsync();
        }

        await using var ledger = shop.Ledgers.CreateDbContext();
        await Eventually.TrueAsync(() => ledger.Accounts.AnyAsync(), "the order is billed");
        await host.StopAsync();
        await shop.AssertBilledAsync();
    }

    [Fact]
    public async Task Events_wait_for_a_broker_that_is_down()
    {
        await using var worker = await Worker.StartAsync(shop, TimeSpan.FromMilliseconds(100));
        await servers.Nats.KillAsync();
        try
        {
            await shop.PlaceAsync(extensions: 2);
            await Task.Delay(500);
            Assert.Equal(3, await shop.CountAsync("outbox"));
        }
        finally
        {
            await servers.Nats.StartAgainAsync();
        }

        await EmptyAsync();
        Assert.Equal([1, 2, 3], (await shop.StreamedAsync()).Select(e => e.Version));
    }

    private Task EmptyAsync(int orders = 0) => Eventually.TrueAsync(
        async () => await shop.CountAsync("orders") >= orders && await shop.CountAsync("outbox") == 0,
        $"the outbox is empty, after {orders} orders");

    private async Task WaitForStandbyAsync(string name)
    {
        await using var connection = await shop.Database.OpenConnectionAsync();
        await Run(connection, $"ALTER SYSTEM SET synchronous_standby_names = '{name}'");
        await Run(connection, "SELECT pg_reload_conf()");
    }

    private async Task<bool> AnyWaitsForAsync(string waitEvent) =>
        await shop.CountAsync($"pg_stat_activity WHERE wait_event = '{waitEvent}'") > 0;

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class Worker : IAsyncDisposable
{
    private readonly OutboxWorker worker;
    private readonly OutboxListener? listener;

    private Worker(OutboxWorker worker, OutboxListener? listener) =>
        (this.worker, this.listener) = (worker, listener);

    public static Task<Worker> StartAsync(Shop shop, TimeSpan interval) =>
        StartAsync(shop, null, Task.Delay, interval);

    public static async Task<Worker> StartListeningAsync(Shop shop, TimeSpan interval)
    {
        await shop.AddTriggerAsync();
        var listener = new OutboxListener(shop.Database);
        return await StartAsync(shop, listener, listener.WaitAsync, interval);
    }

    private static async Task<Worker> StartAsync(
        Shop shop, OutboxListener? listener, Func<TimeSpan, CancellationToken, Task> wait,
        TimeSpan interval)
    {
        var worker = new OutboxWorker(shop.NewRelay(), wait, interval, new KeptLog<OutboxWorker>());
        await worker.StartAsync(default);
        return new Worker(worker, listener);
    }

    public async ValueTask DisposeAsync()
    {
        await worker.StopAsync(default);
        if (listener is not null)
            await listener.DisposeAsync();
    }
}
