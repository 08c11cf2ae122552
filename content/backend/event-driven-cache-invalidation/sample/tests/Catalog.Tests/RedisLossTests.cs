using Offprint.Servers;
using StackExchange.Redis;

namespace Catalog.Tests;

/// <summary>What becomes of the floors when Redis forgets.</summary>
[Collection(RealServers.Name)]
public sealed class RedisLossTests(Fixture servers) : IAsyncLifetime
{
    private static readonly Product Old = new("p", 10, 1);

    private RedisServer server = null!;
    private ConnectionMultiplexer redis = null!;

    public async Task InitializeAsync()
    {
        server = await RedisServer.StartAsync();
        redis = await ConnectAsync(server);
    }

    public async Task DisposeAsync()
    {
        await redis.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_restart_without_persistence_forgets_the_floors()
    {
        var shared = Shop.NewShared(redis.GetDatabase(), Shop.Minute);
        await shared.InvalidateAsync(new Invalidation(Old.Id, 2));
        Assert.False(await shared.TryFillAsync(Old));

        await server.KillAsync();
        await server.StartAgainAsync();
        await Eventually.TrueAsync(() => redis.IsConnected, "Redis is back", 30);

        await Eventually.TrueAsync(() => shared.TryFillAsync(Old), "the old row is let in");
    }

    [Fact]
    public async Task A_failover_can_lose_the_floor_and_bring_the_old_value_back()
    {
        await using var replica = await RedisServer.StartAsync();
        await using var toReplica = await ConnectAsync(replica);
        await using var link = new Link(server.Port);
        await using var shop = await Shop.OpenAsync(servers);
        var primaryCache = Shop.NewShared(redis.GetDatabase(), Shop.Minute);
        var replicaCache = Shop.NewShared(toReplica.GetDatabase(), Shop.Minute);
        await shop.Products.AddAsync(Old.Id, Old.Price);
        await primaryCache.TryFillAsync(Old);
        await toReplica.GetDatabase().ExecuteAsync("REPLICAOF", "127.0.0.1", $"{link.Port}");
        await Eventually.TrueAsync(
            async () => await replicaCache.TryGetAsync(Old.Id) == Old, "the replica is in step", 30);

        // Acknowledged by the primary, and not replicated before it dies.
        link.Silence();
        await shop.Products.SetPriceAsync(Old.Id, 20);
        var relay = shop.NewRelay(primaryCache, shop.NewCounter(redis.GetDatabase()));
        Assert.Equal(1, await relay.RunOnceAsync());
        Assert.Null(await primaryCache.TryGetAsync(Old.Id));
        await server.KillAsync();
        await toReplica.GetDatabase().ExecuteAsync("REPLICAOF", "NO", "ONE");

        Assert.Equal(Old, await replicaCache.TryGetAsync(Old.Id));
        var next = shop.NewRelay(replicaCache, shop.NewCounter(toReplica.GetDatabase()));
        Assert.Equal(0, await next.RunOnceAsync()); // the row that would have mended it is gone
        Assert.Equal(Old, await replicaCache.TryGetAsync(Old.Id));
    }

    [Fact]
    public async Task Under_volatile_ttl_Redis_evicts_floors_sooner_than_entries()
    {
        const int Floors = 200, Entries = 2_000;
        var database = redis.GetDatabase();
        var shared = Shop.NewShared(database, Shop.Minute, Shop.FloorLife);
        for (var i = 0; i < Floors; i++)
            await shared.InvalidateAsync(new Invalidation($"floor{i}", 2));
        for (var i = 0; i < Entries; i++)
            await shared.TryFillAsync(new Product($"entry{i}", 10, 1));

        await database.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", "volatile-ttl");
        var used = await UsedMemoryAsync(database);
        await database.ExecuteAsync("CONFIG", "SET", "maxmemory", $"{used + 20_000}");
        for (var i = 0; i < 400; i++)
            await shared.TryFillAsync(new Product($"new{i}", 10, 1));

        var floors = await CountAsync(database, "floor", Floors);
        var entries = await CountAsync(database, "entry", Entries);
        Results.Write("eviction.json", new
        {
            floors = Floors,
            floorsEvicted = Floors - floors,
            entries = Entries,
            entriesEvicted = Entries - entries,
        });
        var (floorShare, entryShare) =
            (1 - floors / (double)Floors, 1 - entries / (double)Entries);
        Assert.True(floorShare > 2 * entryShare, $"{floorShare:P0} against {entryShare:P0}");
    }

    private static async Task<long> UsedMemoryAsync(IDatabase database)
    {
        var info = (string)(await database.ExecuteAsync("INFO", "memory"))!;
        var line = info.Split('\n').First(l => l.StartsWith("used_memory:"));
        return long.Parse(line.Split(':')[1].Trim());
    }

    private static async Task<int> CountAsync(IDatabase database, string name, int count)
    {
        var found = await Task.WhenAll(
            Enumerable.Range(0, count).Select(i => database.KeyExistsAsync($"product:{name}{i}")));
        return found.Count(exists => exists);
    }

    private static Task<ConnectionMultiplexer> ConnectAsync(RedisServer to) =>
        ConnectionMultiplexer.ConnectAsync(
            $"{to.ConnectionString},abortConnect=false,allowAdmin=true");
}
