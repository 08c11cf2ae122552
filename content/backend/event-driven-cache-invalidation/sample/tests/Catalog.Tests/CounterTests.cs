using System.Diagnostics;
using Offprint.Servers;
using StackExchange.Redis;

namespace Catalog.Tests;

/// <summary>The counter of the events goes back, or cannot be read.</summary>
[Collection(RealServers.Name)]
public sealed class CounterTests(Fixture servers) : IAsyncLifetime
{
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
    public async Task A_counter_that_was_set_back_empties_the_memory()
    {
        var node = await shop.StartNodeAsync(checkEvery: TimeSpan.FromMilliseconds(100));
        await shop.Writer.SetPriceAsync(id, 20);
        await Task.Delay(300);
        await node.PriceAsync(id);
        Assert.NotNull(node.Memory.TryGet(id));

        await shop.Redis.KeyDeleteAsync($"events:{shop.Subject}");

        await Eventually.TrueAsync(() => node.Memory.TryGet(id) is null, "the memory is empty");
    }

    /// <summary>The limit of the check: it cannot tell a number from the same number again.</summary>
    [Fact]
    public async Task A_counter_set_back_and_overtaken_between_two_checks_goes_unnoticed()
    {
        var node = await shop.StartNodeAsync(checkEvery: TimeSpan.FromMilliseconds(100));
        var other = await shop.AddProductAsync();
        await shop.Writer.SetPriceAsync(other, 1);
        await shop.Writer.SetPriceAsync(other, 2);
        await HeardAsync(version: 3);
        await Task.Delay(300); // the checks have seen number 2
        await node.PriceAsync(id);
        var held = node.Memory.Epoch;

        // A failover to a replica that lacks number 2: it is given again, and its event is lost.
        var changed = await shop.Products.SetPriceAsync(id, 20);
        await shop.Shared.InvalidateAsync(new Invalidation(id, changed.Version));
        await shop.Nats.PublishAsync(shop.Subject, new InvalidationEvent(3, other, 4).ToJson());
        await HeardAsync(version: 4);
        var failover = shop.Redis.CreateTransaction();
        _ = failover.StringSetAsync($"events:{shop.Subject}", 1);
        _ = failover.StringIncrementAsync($"events:{shop.Subject}", 2);
        Assert.True(await failover.ExecuteAsync());

        await Task.Delay(500);
        Assert.Equal(held, node.Memory.Epoch);
        Assert.Equal(10, await node.PriceAsync(id));

        Task HeardAsync(long version) => Eventually.TrueAsync(
            () => !node.Memory.Accepts(new Product(other, 0, version - 1)), "the event is heard");
    }

    [Fact]
    public async Task A_node_that_cannot_read_the_counter_stops_trusting_its_memory()
    {
        await using var server = await RedisServer.StartAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(
            Registration.RedisOptions(server.ConnectionString));
        var node = await shop.StartNodeAsync(
            counter: shop.NewCounter(redis.GetDatabase()), checkEvery: Interval);
        await node.PriceAsync(id);

        await server.KillAsync();
        var clock = Stopwatch.StartNew();
        await Eventually.TrueAsync(() => !node.Memory.Trusted, "trust ends");
        Assert.InRange(clock.Elapsed, 2 * Interval, 6 * Interval);

        await server.StartAgainAsync();
        await Eventually.TrueAsync(() => node.Memory.Trusted, "trust is back", 30);
        await shop.StopNodesAsync();
    }
}
