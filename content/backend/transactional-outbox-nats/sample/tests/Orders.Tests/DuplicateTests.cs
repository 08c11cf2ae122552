using Microsoft.EntityFrameworkCore;
using NATS.Client.JetStream;

namespace Orders.Tests;

[Collection(RealServers.Name)]
public sealed class DuplicateTests(Fixture servers)
{
    private static readonly TimeSpan ShortWindow = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task The_client_reports_a_duplicate_as_a_failure_although_it_is_a_success()
    {
        await using var shop = await Shop.OpenAsync(servers);
        var options = new NatsJSPubOpts { MsgId = "same" };
        await shop.JetStream.PublishAsync("orders.placed", "{}", opts: options);

        var again = await shop.JetStream.PublishAsync("orders.placed", "{}", opts: options);

        Assert.True(again.Duplicate);
        Assert.Null(again.Error);
        Assert.Throws<NatsJSDuplicateMessageException>(again.EnsureSuccess);
    }

    [Fact]
    public async Task Core_publish_succeeds_when_nobody_keeps_the_message()
    {
        await using var shop = await Shop.OpenAsync(servers);

        await shop.Nats.PublishAsync("no.stream.listens", "{}");
        await shop.Nats.PingAsync();
        await Assert.ThrowsAnyAsync<NatsJSException>(async () =>
            await shop.JetStream.PublishAsync("no.stream.listens", "{}"));
    }

    #region beyond-window
    [Theory]
    [InlineData(0, 1)]
    [InlineData(500, 2)]
    public async Task A_repeated_event_is_stored_once_inside_the_window_and_twice_beyond_it(
        int pauseMs, int stored)
    {
        await using var shop = await Shop.OpenAsync(
            servers, pauseMs == 0 ? default : ShortWindow);
        await shop.PlaceAsync(amount: 10);

        await Crash.AtAsync(
            "relay", nameof(RelayStep.Deleted), shop.OrdersConnection, shop.NatsUrl);
        await Task.Delay(pauseMs);
        await shop.RelayAllAsync();

        Assert.Equal(stored, (await shop.StreamedAsync()).Count);
        await shop.BillAllAsync();
        await shop.AssertBilledAsync();
    }
    #endregion

    [Fact]
    public async Task A_consumer_that_trusts_the_stream_charges_twice()
    {
        await using var shop = await Shop.OpenAsync(servers, ShortWindow);
        await shop.PlaceAsync(amount: 10);
        await Crash.AtAsync(
            "relay", nameof(RelayStep.Deleted), shop.OrdersConnection, shop.NatsUrl);
        await Task.Delay(2 * ShortWindow);
        await shop.RelayAllAsync();

        await shop.BillAllAsync(shop.ChargeAsync);

        await using var ledger = shop.Ledgers.CreateDbContext();
        Assert.Equal(20, (await ledger.Accounts.SingleAsync()).Owed);
    }

    [Fact]
    public async Task A_relay_that_wakes_after_its_lock_is_gone_changes_nothing_in_the_ledger()
    {
        await using var shop = await Shop.OpenAsync(servers, ShortWindow);
        await shop.PlaceAsync(extensions: 1);
        var pause = new Pause();
        var sleeper = shop.NewRelay(reached: pause.At(RelayStep.Taken)).RunOnceAsync();
        await pause.ReachedAsync();
        await shop.ScalarAsync<long>("""
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE state = 'idle in transaction' AND datname = current_database()
            """);
        await Eventually.TrueAsync(
            async () => (await shop.NewRelay().RunOnceAsync()).Stored > 0, "the locks are gone");
        await shop.RelayAllAsync();
        await Task.Delay(2 * ShortWindow);

        pause.Release();
        await Assert.ThrowsAnyAsync<Exception>(() => sleeper);

        Assert.Equal([1, 2, 1], (await shop.StreamedAsync()).Select(e => e.Version));
        await shop.BillAllAsync();
        await shop.AssertBilledAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_order_and_any_repetition_end_in_the_same_ledger(int seed)
    {
        await using var shop = await Shop.OpenAsync(servers);
        var random = new Random(seed);
        var order = Order.Place(10);
        for (var i = 0; i < 6; i++)
            order.Extend(i);
        var events = order.Events;
        var billing = new Billing(shop.Ledgers);

        var left = events.Concat(events).Concat(events).ToList();
        while (left.Count > 0)
        {
            var happened = left[random.Next(left.Count)];
            if (await billing.ApplyAsync(happened) is not Outcome.TooEarly)
                left.Remove(happened);
        }

        await using var ledger = shop.Ledgers.CreateDbContext();
        var account = await ledger.Accounts.SingleAsync();
        Assert.Equal((order.Total, order.Version), (account.Owed, account.Version));
    }

    [Fact]
    public async Task Two_instances_of_billing_apply_one_event_once()
    {
        await using var shop = await Shop.OpenAsync(servers);
        for (var round = 0; round < 20; round++)
        {
            var happened = Order.Place(10).Events.Single();
            var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                try
                {
                    return await new Billing(shop.Ledgers).ApplyAsync(happened);
                }
                catch (DbUpdateException)
                {
                    return Outcome.Duplicate;
                }
            })));
            Assert.Single(both, Outcome.Applied);
        }
    }

    [Fact]
    public async Task An_event_that_failed_holds_up_the_next_of_its_order()
    {
        await using var shop = await Shop.OpenAsync(servers);
        await shop.PlaceAsync(extensions: 1);
        await shop.RelayAllAsync();
        var applied = new List<(int Version, Outcome Outcome)>();
        var failures = 3;
        var billing = new Billing(shop.Ledgers);

        await shop.BillAllAsync(async (happened, cancellation) =>
        {
            if (happened.Version == 1 && failures-- > 0)
                throw new TimeoutException("the ledger is down");
            var outcome = await billing.ApplyAsync(happened, cancellation);
            applied.Add((happened.Version, outcome));
            return outcome;
        });

        Assert.Contains((2, Outcome.TooEarly), applied);
        Assert.Equal([1, 2], applied.Where(a => a.Outcome is Outcome.Applied).Select(a => a.Version));
        await shop.AssertBilledAsync();
    }

    [Fact]
    public async Task An_unreadable_message_is_logged_and_terminated_and_billing_goes_on()
    {
        await using var shop = await Shop.OpenAsync(servers);
        await shop.JetStream.PublishAsync("orders.1.placed", "not JSON");
        await shop.PlaceAsync();
        await shop.RelayAllAsync();
        var log = new KeptLog<BillingConsumer>();

        await shop.BillAllAsync(log: log);

        await shop.AssertBilledAsync();
        Assert.Single(log.Lines, line => line.StartsWith("Error: Message 1 is unreadable"));
    }

    [Fact]
    public async Task An_event_whose_predecessor_never_comes_is_retried_ever_less_often_and_logged()
    {
        await using var shop = await Shop.OpenAsync(servers);
        var order = Order.Place(10);
        order.Extend(1);
        var second = OutboxMessage.From(order.Events[1]);
        await shop.JetStream.PublishAsync(second.Subject, second.Body);
        var log = new KeptLog<BillingConsumer>();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(4));

        await new BillingConsumer(
            await shop.JetStream.GetConsumerAsync(Shop.Stream, Shop.Consumer),
            new Billing(shop.Ledgers).ApplyAsync, log).RunAsync(stop.Token);

        Assert.InRange(log.Lines.Count, 4, 7); // after 0, 0.1, 0.3, 0.7, 1.5 and 3.1 seconds
    }

    [Fact]
    public async Task A_consumer_that_is_stopped_finishes_what_it_has_fetched()
    {
        await using var shop = await Shop.OpenAsync(servers);
        for (var i = 0; i < 10; i++)
            await shop.PlaceAsync();
        await shop.RelayAllAsync();
        using var stop = new CancellationTokenSource();
        var consumer = await shop.JetStream.GetConsumerAsync(Shop.Stream, Shop.Consumer);

        await new BillingConsumer(consumer, new Billing(shop.Ledgers).ApplyAsync,
            new KeptLog<BillingConsumer>(), step => step is ConsumerStep.Applied
                ? stop.CancelAsync() : Task.CompletedTask).RunAsync(stop.Token);

        await Eventually.TrueAsync(async () =>
        {
            await consumer.RefreshAsync();
            return consumer.Info.NumAckPending == 0;
        }, "nothing waits for a redelivery", seconds: 5);
        await using var ledger = shop.Ledgers.CreateDbContext();
        Assert.InRange(await ledger.Accounts.CountAsync(), 1, 10);
    }

    /// <summary>Needs a subject for each order, and the sequence of its last event in the relay.</summary>
    [Fact]
    public async Task A_publish_that_names_the_last_sequence_of_its_subject_is_refused_when_late()
    {
        await using var shop = await Shop.OpenAsync(servers);
        static NatsJSPubOpts After(ulong sequence) => new() { ExpectedLastSubjectSequence = sequence };
        var first = await shop.JetStream.PublishAsync("orders.1", "1", opts: After(0));
        await shop.JetStream.PublishAsync("orders.1", "2", opts: After(first.Seq));

        var late = await shop.JetStream.PublishAsync("orders.1", "1", opts: After(0));

        Assert.Equal(10071, late.Error?.ErrCode); // wrong last sequence
    }
}
