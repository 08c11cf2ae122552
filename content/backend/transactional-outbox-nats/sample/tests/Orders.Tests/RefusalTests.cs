using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Orders.Tests;

/// <summary>What becomes of an event that the stream does not store, and of all others.</summary>
[Collection(RealServers.Name)]
public sealed class RefusalTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_refused_event_holds_back_its_own_order_and_no_other()
    {
        await using var strict = await Shop.OpenAsync(servers, subjects: "orders.*.placed");
        var stuck = await strict.PlaceAsync(extensions: 2);
        var log = new KeptLog<OutboxRelay>();
        var relay = strict.NewRelay(log: log);
        Assert.Equal(new RelayResult(1, 0), await relay.RunOnceAsync());
        var other = await strict.PlaceAsync();

        Assert.Equal(new RelayResult(1, 1), await relay.RunOnceAsync());

        Assert.Equal([(stuck, 1), (other, 1)], await strict.StreamedVersionsAsync());
        Assert.Equal(2, await strict.CountAsync($"outbox WHERE order_id = '{stuck}'"));
        Assert.Contains(log.Lines, line => line.Contains($"{stuck:N}-2 was not stored"));
        Assert.Equal(new RelayResult(0, 0), await relay.RunOnceAsync()); // not due yet
    }

    /// <summary>The oldest rows of the outbox, as many as a batch has room for, cannot be sent.</summary>
    [Fact]
    public async Task A_batch_full_of_refused_events_does_not_slow_the_others_down()
    {
        const int Batch = 10;
        await using var strict = await Shop.OpenAsync(servers, subjects: "orders.*.placed");
        for (var i = 0; i < Batch; i++)
            await strict.PlaceAsync(extensions: 1);
        await strict.RelayAllAsync();
        for (var i = 0; i < 5 * Batch; i++)
            await strict.PlaceAsync();
        var worker = new OutboxWorker(
            strict.NewRelay(Batch), Task.Delay, TimeSpan.FromHours(1), new KeptLog<OutboxWorker>());
        await worker.StartAsync(default);
        try
        {
            await Eventually.TrueAsync(
                async () => await strict.CountAsync("outbox WHERE version = 1") == 0,
                "every order that can be published is published", seconds: 10);
        }
        finally
        {
            await worker.StopAsync(default);
        }
        Assert.Equal(Batch, await strict.CountAsync("outbox WHERE refused > 0"));
    }

    /// <summary>
    /// To a client, a stream whose leader is being elected looks like one that is not there.
    /// </summary>
    [Fact]
    public async Task Waits_of_an_event_without_responders_double_up_to_64_seconds()
    {
        await shop.PlaceAsync();
        await shop.JetStream.DeleteStreamAsync(Shop.Stream);
        var log = new KeptLog<OutboxRelay>();
        var relay = shop.NewRelay(log: log);

        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 64, 64 })
        {
            var begun = await shop.ScalarAsync<DateTime>("UPDATE outbox SET due = now() RETURNING due");
            Assert.Equal(new RelayResult(0, 1), await relay.RunOnceAsync());
            var (due, ended) = (
                await shop.ScalarAsync<DateTime>("SELECT due FROM outbox"),
                await shop.ScalarAsync<DateTime>("SELECT now()"));
            Assert.InRange(due.AddSeconds(-seconds), begun, ended);
        }

        Assert.All(log.Exceptions, e => Assert.IsType<NatsNoRespondersException>(e));
        await shop.CreateStreamAsync();
        await shop.ScalarAsync<DateTime>("UPDATE outbox SET due = now() RETURNING due");
        Assert.Equal(new RelayResult(1, 0), await relay.RunOnceAsync());
    }

    /// <summary>Somebody responds, but never: the client gives up before the relay does.</summary>
    [Fact]
    public async Task An_event_whose_acknowledgement_never_comes_stays_due()
    {
        await shop.PlaceAsync();
        await shop.JetStream.DeleteStreamAsync(Shop.Stream);
        await using var mute = await shop.Nats.SubscribeCoreAsync<string>("orders.>");
        await shop.Nats.PingAsync();
        var impatient = new NatsJSContext(shop.Nats, new NatsJSOpts(
            shop.Nats.Opts, requestTimeout: TimeSpan.FromMilliseconds(500)));
        var log = new KeptLog<OutboxRelay>();
        var relay = new OutboxRelay(shop.Contexts, impatient, log);

        Assert.Equal(new RelayResult(0, 1), await relay.RunOnceAsync());

        Assert.IsType<NatsJSPublishNoResponseException>(Assert.Single(log.Exceptions));
        Assert.Equal(1, await shop.CountAsync("outbox WHERE refused = 0 AND due <= now()"));
    }
}
