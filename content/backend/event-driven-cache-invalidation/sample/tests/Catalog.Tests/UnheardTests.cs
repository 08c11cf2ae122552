using System.Collections.Concurrent;
using System.Diagnostics;
using NATS.Client.Core;
using Offprint.Servers;

namespace Catalog.Tests;

/// <summary>Losses of which no connection tells: the number of announced events does.</summary>
[Collection(RealServers.Name)]
public sealed class UnheardTests(Fixture servers) : IAsyncLifetime
{
    private const int Rounds = 5;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private Shop shop = null!;
    private string id = null!;

    public async Task InitializeAsync()
    {
        shop = await Shop.OpenAsync(servers);
        id = await shop.AddProductAsync(price: 10);
    }

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_silent_link_is_noticed_by_the_missing_number()
    {
        await using var link = new Link(servers.Nats.Port);
        var node = await shop.StartNodeAsync(
            options: own => own with { Url = link.Url }, checkEvery: Interval);

        link.Silence();
        await MeasureAsync("silence.json", node, shop.Writer);

        Assert.Equal(NatsConnectionState.Open, node.Nats.ConnectionState);
        Assert.Equal(TimeSpan.FromMinutes(2), NatsOpts.Default.PingInterval);
        Assert.Equal(2, NatsOpts.Default.MaxPingOut);
    }

    [Fact]
    public async Task A_broken_route_loses_events_while_both_connections_stay_open()
    {
        await using var cluster = await NatsCluster.StartAsync();
        await using var near = new NatsConnection(new NatsOpts { Url = cluster.UrlB });
        await using var far = new NatsConnection(new NatsOpts { Url = cluster.UrlA });
        await using var subscription = await near.SubscribeCoreAsync<string>(shop.Subject);
        await using var beside = await far.SubscribeCoreAsync<string>(shop.Subject);
        await Eventually.TrueAsync(
            async () =>
            {
                await far.PublishAsync(shop.Subject, "hello");
                await Task.Delay(20);
                return subscription.Msgs.TryRead(out _);
            },
            "the route carries events");
        await Task.Delay(200);
        while (subscription.Msgs.TryRead(out _) || beside.Msgs.TryRead(out _)) { }
        var disconnected = new ConcurrentQueue<string>();
        near.ConnectionDisconnected += (_, _) => NoteAsync("subscriber");
        far.ConnectionDisconnected += (_, _) => NoteAsync("publisher");

        cluster.Route.Silence();
        for (var i = 0; i < 10; i++)
            await far.PublishAsync(shop.Subject, "lost");
        await far.PingAsync();
        await Task.Delay(1_000);
        await near.PingAsync();

        Assert.Equal(0, subscription.Msgs.Count);
        Assert.Equal(10, beside.Msgs.Count); // the publisher's server did send them on
        Assert.Empty(disconnected);

        ValueTask NoteAsync(string side)
        {
            disconnected.Enqueue(side);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task A_broken_route_is_noticed_by_the_missing_number()
    {
        await using var cluster = await NatsCluster.StartAsync();
        await using var far = new NatsConnection(new NatsOpts { Url = cluster.UrlA });
        var writer = shop.NewWriter(shop.NewRelay(shop.Shared, through: far));
        var node = await shop.StartNodeAsync(
            options: own => own with { Url = cluster.UrlB }, checkEvery: Interval);
        await node.PriceAsync(id);
        await writer.SetPriceAsync(id, 11);
        await Eventually.TrueAsync(async () => await node.PriceAsync(id) == 11, "the route works");

        cluster.Route.Silence();
        await MeasureAsync("route.json", node, writer);

        Assert.Equal(NatsConnectionState.Open, node.Nats.ConnectionState);
        await node.Nats.PingAsync();
        await shop.StopNodesAsync(); // before the cluster ends
    }

    [Fact]
    public async Task A_number_without_its_event_empties_the_memory()
    {
        var node = await shop.StartNodeAsync(checkEvery: TimeSpan.FromMilliseconds(100));
        await node.PriceAsync(id);

        // A relay that dies after it took a number, or whose socket swallowed the event.
        await shop.Counter.ReserveAsync(1);

        await Eventually.TrueAsync(() => node.Memory.TryGet(id) is null, "the memory is empty");
        Assert.Contains("Warning: events up to 1 are missing: memory emptied", node.Log.Lines);
        await node.PriceAsync(id);
        await Task.Delay(500);
        Assert.NotNull(node.Memory.TryGet(id));
    }

    [Fact]
    public async Task Events_that_arrive_do_not_empty_the_memory()
    {
        var node = await shop.StartNodeAsync(checkEvery: TimeSpan.FromMilliseconds(100));
        var other = await shop.AddProductAsync();
        await node.PriceAsync(id);

        for (var price = 1; price <= 20; price++)
        {
            await shop.Writer.SetPriceAsync(other, price);
            await Task.Delay(40);
        }

        Assert.NotNull(node.Memory.TryGet(id));
        Assert.Empty(node.Log.Lines);
    }

    /// <summary>How long the node serves the old price although the event never arrives.</summary>
    private async Task MeasureAsync(string file, Node node, ProductWriter writer)
    {
        var random = new Random(1);
        var seconds = new List<double>();
        for (var price = 100; price < 100 + Rounds; price++)
        {
            await node.PriceAsync(id);
            await Task.Delay(random.Next(1_000));
            await node.PriceAsync(id);
            await writer.SetPriceAsync(id, price);
            var clock = Stopwatch.StartNew();
            await Eventually.TrueAsync(
                async () => await node.PriceAsync(id) == price, "the loss is noticed", 20);
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        Assert.InRange(seconds.Min(), 0.5, 2.5);
        Assert.InRange(seconds.Max(), 1, 4);
        Results.Write(file, new
        {
            checkEverySeconds = Interval.TotalSeconds,
            rounds = Rounds,
            worstSeconds = Math.Round(seconds.Max(), 1),
        });
    }
}
