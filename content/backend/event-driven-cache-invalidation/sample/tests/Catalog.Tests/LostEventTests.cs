using System.Diagnostics;
using System.Text;
using NATS.Client.Core;
using Offprint.Servers;
using StackExchange.Redis;

namespace Catalog.Tests;

/// <summary>Events that a node never hears, and events that nobody ever sent.</summary>
[Collection(RealServers.Name)]
public sealed class LostEventTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;
    private Link link = null!;
    private string id = null!;

    public async Task InitializeAsync()
    {
        shop = await Shop.OpenAsync(servers);
        link = new Link(servers.Nats.Port);
        id = await shop.AddProductAsync(price: 10);
    }

    public async Task DisposeAsync()
    {
        await link.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_write_on_one_node_reaches_the_memory_of_another()
    {
        var (here, there) = (await shop.StartNodeAsync(), await shop.StartNodeAsync());
        Assert.Equal((10, 10), (await here.PriceAsync(id), await there.PriceAsync(id)));
        Assert.NotNull(there.Memory.TryGet(id));

        await shop.Writer.SetPriceAsync(id, 20);

        await Eventually.TrueAsync(async () => await here.PriceAsync(id) == 20, "here");
        await Eventually.TrueAsync(async () => await there.PriceAsync(id) == 20, "there");
    }

    [Fact]
    public async Task A_plain_subscriber_serves_the_old_price_after_an_outage()
    {
        await using var nats = new NatsConnection(ThroughLink(new NatsOpts()));
        await using var subscription = await nats.SubscribeCoreAsync<byte[]>(shop.Subject);
        var memory = Shop.NewMemory(life: Shop.Minute);
        memory.Trust(memory.Epoch);
        var applying = ApplyAsync(subscription, memory);
        var node = new CatalogNode(memory, shop.Shared, shop.Products);
        await nats.PingAsync();
        await node.GetAsync(id);

        link.Cut();
        await shop.Writer.SetPriceAsync(id, 20);
        link.Mend();
        await SeesEventsAgainAsync(node);

        Assert.Equal(10, (await node.GetAsync(id))!.Price);
        await subscription.UnsubscribeAsync();
        await applying;
    }

    [Fact]
    public async Task A_node_that_was_cut_off_has_forgotten_when_it_is_back()
    {
        var node = await shop.StartNodeAsync(options: ThroughLink);
        await node.PriceAsync(id);

        link.Cut();
        await shop.Writer.SetPriceAsync(id, 20);
        await Eventually.TrueAsync(() => !node.Memory.Trusted, "the node notices the cut");
        Assert.Equal(20, await node.PriceAsync(id));
        Assert.Equal(0, node.Memory.Count);

        link.Mend();
        await Eventually.TrueAsync(() => node.Memory.Trusted, "the node trusts again");
        Assert.Equal(20, await node.PriceAsync(id));
        Assert.Equal(20, node.Memory.TryGet(id)!.Price);
    }

    [Fact]
    public async Task A_read_begun_before_the_outage_is_not_kept_after_it()
    {
        var slow = new PausingProducts(shop.Products);
        var node = await shop.StartNodeAsync(slow, ThroughLink);
        // With a floor that is gone from Redis too, only the epoch stands in the way.
        var forgetful = shop.NewShared(Shop.Minute, floorLife: TimeSpan.FromMilliseconds(1));
        var writer = shop.NewWriter(shop.NewRelay(forgetful));

        slow.AfterRead.HoldNext();
        var reader = node.Catalog.GetAsync(id);
        await slow.AfterRead.ReachedAsync();
        link.Cut();
        await writer.SetPriceAsync(id, 20);
        await Eventually.TrueAsync(() => !node.Memory.Trusted, "the node notices the cut");
        link.Mend();
        await Eventually.TrueAsync(() => node.Memory.Trusted, "the node trusts again");
        slow.AfterRead.Release();

        Assert.Equal(10, (await reader)!.Price);
        Assert.Equal(10, (await shop.Shared.TryGetAsync(id))!.Price);
        Assert.Null(node.Memory.TryGet(id));
    }

    [Fact]
    public void Trust_is_refused_when_the_connection_broke_while_it_was_asked_for()
    {
        var memory = Shop.NewMemory(Shop.Minute);
        var askedIn = memory.Epoch;
        memory.Distrust();

        memory.Trust(askedIn);

        Assert.False(memory.Trusted);
    }

    [Fact]
    public async Task A_listener_that_was_stopped_leaves_its_memory_out_of_use()
    {
        var node = await shop.StartNodeAsync(options: ThroughLink);
        await node.PriceAsync(id);

        await node.Listener.StopAsync(CancellationToken.None);
        link.Cut();
        link.Mend();
        await Eventually.TrueAsync(
            async () => await AnswersAsync(node.Nats), "the connection is open again");

        Assert.False(node.Memory.Trusted);
        Assert.Equal(0, node.Memory.Count);
    }

    [Fact]
    public async Task Events_beyond_the_subscriptions_buffer_are_dropped_in_silence()
    {
        await using var nats = new NatsConnection(new NatsOpts { Url = servers.Nats.Url });
        await using var subscription = await nats.SubscribeCoreAsync<byte[]>(shop.Subject);
        await nats.PingAsync();

        await PublishBurstAsync(20_000);
        await nats.PingAsync();

        Assert.Equal(16_384, subscription.Msgs.Count);
        Assert.Equal(NatsConnectionState.Open, nats.ConnectionState);
    }

    [Fact]
    public async Task A_node_that_drops_events_forgets_what_it_held()
    {
        var node = await shop.StartNodeAsync(
            options: own => own with { SubPendingChannelCapacity = 1 });
        var held = node.Memory.Epoch;
        await node.PriceAsync(id);

        await Eventually.TrueAsync(
            async () =>
            {
                await PublishBurstAsync(5_000);
                return node.Memory.Epoch > held;
            },
            "events are dropped");

        await Eventually.TrueAsync(() => node.Memory.TryGet(id) is null, "the memory is empty");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("what?")]
    public async Task An_event_that_cannot_be_read_empties_the_memory(string payload)
    {
        var node = await shop.StartNodeAsync();
        await node.PriceAsync(id);

        await shop.Nats.PublishAsync(shop.Subject, Encoding.UTF8.GetBytes(payload));

        await Eventually.TrueAsync(() => node.Memory.TryGet(id) is null, "the memory is empty");
        await node.PriceAsync(id);
        Assert.NotNull(node.Memory.TryGet(id));
    }

    [Fact]
    public async Task A_writer_that_dies_after_its_commit_leaves_a_row_that_the_relay_sends()
    {
        var node = await shop.StartNodeAsync();
        await node.PriceAsync(id);

        // A writer that dies between its commit and the relay leaves exactly this.
        await shop.Products.SetPriceAsync(id, 20);
        await Task.Delay(200);
        Assert.Equal(10, await node.PriceAsync(id));
        Assert.Equal(1, await shop.CountUnsentAsync());

        Assert.Equal(1, await shop.Relay.RunOnceAsync());
        await Eventually.TrueAsync(async () => await node.PriceAsync(id) == 20, "the event");
        Assert.Equal(0, await shop.CountUnsentAsync());
    }

    [Fact]
    public async Task A_write_made_while_Redis_is_down_is_sent_when_it_is_back()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            Registration.RedisOptions(server.ConnectionString));
        var shared = Shop.NewShared(redis.GetDatabase(), Shop.Minute);
        var relay = shop.NewRelay(shared, shop.NewCounter(redis.GetDatabase()));
        var log = new TestLog<ProductWriter>();
        await server.KillAsync();
        await Eventually.TrueAsync(() => !redis.IsConnected, "the client notices");

        var clock = Stopwatch.StartNew();
        var written = await new ProductWriter(shop.Products, relay, log).SetPriceAsync(id, 20);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, ProductWriter.Patience / 2);
        Assert.Equal(20, (await shop.Products.ReadAsync(id))!.Price);
        Assert.Equal(1, await shop.CountUnsentAsync());
        Assert.Equal(["Warning: the invalidation is left to the timer"], log.Lines);

        await server.StartAgainAsync();
        await Eventually.TrueAsync(() => redis.IsConnected, "Redis is back", 30);
        using var timer = new InvalidationTimer(
            relay, shop.Settings with { RelayEvery = TimeSpan.FromMilliseconds(50) },
            new TestLog<InvalidationTimer>());
        await timer.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(
            async () => await shop.CountUnsentAsync() == 0, "the timer sends it");
        await timer.StopAsync(CancellationToken.None);
        Assert.False(await shared.TryFillAsync(written with { Version = written.Version - 1 }));
    }

    [Fact]
    public async Task A_write_waits_no_longer_than_its_patience_for_a_Redis_that_hangs()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            $"{server.ConnectionString},allowAdmin=true");
        var shared = Shop.NewShared(redis.GetDatabase(), Shop.Minute);
        var writer = shop.NewWriter(shop.NewRelay(shared));
        await writer.SetPriceAsync(id, 15);
        await redis.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "10000", "ALL");

        var clock = Stopwatch.StartNew();
        await writer.SetPriceAsync(id, 20);
        var waited = clock.Elapsed;

        Assert.InRange(waited, ProductWriter.Patience * 0.9, ProductWriter.Patience * 2);
        Assert.Equal(20, (await shop.Products.ReadAsync(id))!.Price);
        Assert.Equal(1, await shop.CountUnsentAsync());
    }

    [Fact]
    public async Task Reads_go_to_the_table_while_Redis_is_down_and_are_not_kept()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            Registration.RedisOptions(server.ConnectionString));
        var memory = Shop.NewMemory(Shop.Minute);
        memory.Trust(memory.Epoch);
        var node = new CatalogNode(
            memory, Shop.NewShared(redis.GetDatabase(), Shop.Minute), shop.Products);
        await server.KillAsync();

        await Eventually.TrueAsync(() => !redis.IsConnected, "the client notices");
        var clock = Stopwatch.StartNew();
        Assert.Equal(10, (await node.GetAsync(id))!.Price);

        Assert.InRange(clock.ElapsedMilliseconds, 0, 300);
        Assert.Null(memory.TryGet(id));
    }

    [Fact]
    public async Task An_event_that_overtakes_the_shared_cache_does_no_harm()
    {
        var node = await shop.StartNodeAsync();
        await node.PriceAsync(id);
        await shop.Products.SetPriceAsync(id, 20);

        // The node hears of version 2 while Redis still holds version 1.
        node.Memory.Invalidate(new Invalidation(id, 2));

        Assert.Equal(20, await node.PriceAsync(id));
        Assert.Equal(20, node.Memory.TryGet(id)!.Price);
    }

    [Fact]
    public async Task After_cuts_and_races_every_node_agrees_with_the_table()
    {
        var nodes = new[]
        {
            await shop.StartNodeAsync(),
            await shop.StartNodeAsync(options: ThroughLink),
        };
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => shop.AddProductAsync()));
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        var readers = nodes.Select(node => RepeatAsync(3, end.Token,
            random => node.Catalog.GetAsync(ids[random.Next(ids.Length)])));
        var writers = RepeatAsync(5, end.Token, random => shop.Writer.SetPriceAsync(
            ids[random.Next(ids.Length)], random.Next(1, 1_000)));
        var weather = RepeatAsync(250, end.Token, random =>
        {
            if (random.Next(2) == 0)
                link.Cut();
            else
                link.Mend();
            return Task.CompletedTask;
        });
        await Task.WhenAll([.. readers, writers, weather]);
        link.Mend();
        while (await shop.Relay.RunOnceAsync() > 0) { }
        await Eventually.TrueAsync(() => nodes.All(node => node.Memory.Trusted), "trust");
        await Task.WhenAll(nodes.Select(node => node.Nats.PingAsync().AsTask()));
        await Task.Delay(100);

        foreach (var product in ids)
        {
            var truth = await shop.Products.ReadAsync(product);
            foreach (var node in nodes)
                Assert.Equal(truth, await node.Catalog.GetAsync(product));
        }
    }

    private NatsOpts ThroughLink(NatsOpts own) => own with
    {
        Url = link.Url,
        ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
        ReconnectWaitMax = TimeSpan.FromMilliseconds(50),
    };

    private async Task SeesEventsAgainAsync(CatalogNode node)
    {
        var probe = await shop.AddProductAsync(price: 1);
        await node.GetAsync(probe);
        await Eventually.TrueAsync(
            async () =>
            {
                var written = await shop.Writer.SetPriceAsync(probe, 2);
                await Task.Delay(50);
                return (await node.GetAsync(probe))!.Version == written.Version;
            },
            "the subscription is restored");
    }

    private async Task PublishBurstAsync(int count)
    {
        var nothing = new InvalidationEvent(0, "no such product", 1).ToJson();
        for (var i = 0; i < count; i++)
            await shop.Nats.PublishAsync(shop.Subject, nothing);
        await shop.Nats.PingAsync();
    }

    private static async Task<bool> AnswersAsync(NatsConnection nats)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await nats.PingAsync(deadline.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or NatsException)
        {
            return false;
        }
    }

    private static async Task ApplyAsync(INatsSub<byte[]> subscription, NodeMemory memory)
    {
        await foreach (var message in subscription.Msgs.ReadAllAsync())
            memory.Invalidate(InvalidationEvent.TryFromJson(message.Data)!.Stale);
    }

    private static Task RepeatAsync(
        int everyMilliseconds, CancellationToken end, Func<Random, Task> step) =>
        Task.Run(async () =>
        {
            var random = new Random(everyMilliseconds);
            while (!end.IsCancellationRequested)
            {
                await step(random);
                await Task.Delay(random.Next(1, everyMilliseconds * 2), CancellationToken.None);
            }
        });
}
