using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;
using StackExchange.Redis;

namespace Bestsellers.Tests;

/// <summary>A memory that is full, and a Redis that is.</summary>
[Collection(RealPostgres.Name)]
public sealed class EvictionTests(Postgres postgres)
{
    private static readonly string TwoKilobytes = new('x', 2_000);

    [Fact]
    public async Task With_a_size_limit_memory_stays_within_it_and_without_one_it_keeps_all()
    {
        const int entries = 1_000, limit = 200_000;
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var limited = Instance.Start(redis, database, options => options.MemoryBytes = limit, Track);
        await using var unlimited = Instance.Start(redis, database, change: services =>
            services.Configure<MemoryCacheOptions>(memory => memory.SizeLimit = null));

        for (var n = 0; n < entries; n++)
        {
            await limited.Cache.SetAsync($"limited:{n}", TwoKilobytes);
            await unlimited.Cache.SetAsync($"unlimited:{n}", TwoKilobytes);
            Assert.True(limited.Memory.GetCurrentStatistics()!.CurrentEstimatedSize <= limit);
        }

        await Until.TrueAsync("compacted", () => Task.FromResult(limited.Memory.Count <= limit / 2_000));
        Assert.InRange(limited.Memory.Count, 1, limit / 2_000);
        Assert.Equal(entries, unlimited.Memory.Count);
    }

    [Fact]
    public async Task An_entry_that_does_not_fit_into_memory_is_read_from_Redis_each_time()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database, options => options.MemoryBytes = 500);
        await instance.Page.GetAsync(0);
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync(BestsellerPage.Key(0)));
        await using var connection = await redis.ConnectAsync();
        var before = await ReadsAsync(connection, redis);

        for (var n = 0; n < 10; n++)
            await instance.Page.GetAsync(0);

        Assert.Equal(0, instance.Memory.Count);
        Assert.Equal(1, await database.QueriesAsync());
        Assert.True(await ReadsAsync(connection, redis) >= before + 10);
    }

    [Fact]
    public async Task With_a_size_limit_code_that_shares_the_memory_cache_must_give_sizes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);

        Assert.Throws<InvalidOperationException>(() => instance.Memory.Set("other", "value"));
        instance.Memory.Set("other", "value", new MemoryCacheEntryOptions { Size = 10 });
    }

    [Fact]
    public async Task A_full_Redis_without_eviction_refuses_new_entries_and_every_instance_queries()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database);
        await using var two = Instance.Start(redis, database);
        await one.PriceAsync(1);
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync(BestsellerPage.Key(1)));
        await redis.ConfigureAsync("maxmemory", "1mb"); // less than it uses when empty

        Assert.Equal(10m, await two.PriceAsync(1)); // reading goes on
        Assert.Equal(10m, await one.PriceAsync());
        Assert.Equal(10m, await two.PriceAsync());

        Assert.Equal(3, await database.QueriesAsync());
        await Until.TrueAsync("it is logged", () => Task.FromResult(one.Log.Lines.Any(line =>
            line.Contains("CacheBackendWriteFailure") && line.Contains("OOM"))));
    }

    #region policies
    [Fact]
    public async Task The_eviction_policy_decides_whether_hot_entries_and_tag_markers_survive()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        var results = new Dictionary<string, Survivors>();
        foreach (var policy in (string[])["noeviction", "allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-ttl"])
            results[policy] = await FillAsync(redis, database, policy);

        Results.Write("eviction.json", new
        {
            redisVersion = redis.Version, hot = Hot, markers = Markers, written = Batches * BatchSize,
            maxMemoryMegabytes = MaxMemoryMegabytes, policies = results.ToDictionary(
                entry => entry.Key.Replace("-", ""), entry => entry.Value),
        });
        Assert.All(results, entry => Assert.Equal(entry.Key == "noeviction", entry.Value.Refused > 0));
        Assert.Equal(new(Hot, Markers, results["noeviction"].Refused), results["noeviction"]);
        Assert.True(results["allkeys-lru"].Hot > Hot * 0.9, $"{results["allkeys-lru"]}");
        Assert.True(results["allkeys-lru"].Markers < Markers / 2, $"{results["allkeys-lru"]}");
        Assert.True(results["allkeys-lfu"].Hot > results["allkeys-random"].Hot, $"{results["allkeys-lfu"]}");
        Assert.True(results["allkeys-random"].Hot < Hot * 0.9, $"{results["allkeys-random"]}");
        Assert.Equal(Markers, results["volatile-ttl"].Markers);
        Assert.True(results["volatile-ttl"].Hot < Hot / 2, $"{results["volatile-ttl"]}");
    }

    private const int Hot = 100, Markers = 100, Batches = 8, BatchSize = 750, MaxMemoryMegabytes = 8;

    private sealed record Survivors(int Hot, int Markers, int Refused);

    /// <summary>
    /// Entries of two kilobytes and ten minutes, more than fit. The first hundred are read ten times
    /// after every batch; Redis tells ages apart by the second, so batches are that far apart.
    /// </summary>
    private static async Task<Survivors> FillAsync(RedisServer redis, Database database, string policy)
    {
        await using var connection = await redis.ConnectAsync();
        var server = connection.GetServer(redis.ConnectionString);
        await server.FlushDatabaseAsync();
        await server.ConfigSetAsync("maxmemory-policy", policy);
        await server.ConfigSetAsync("maxmemory", $"{MaxMemoryMegabytes}mb");
        await using var instance = Instance.Start(redis, database);
        for (var n = 0; n < Markers; n++)
            await instance.Cache.RemoveByTagAsync($"tag{n}");
        await WriteAsync("hot", Hot);
        for (var batch = 0; batch < Batches; batch++)
        {
            await WriteAsync($"batch{batch}", BatchSize);
            await ReadHotAsync();
            await Task.Delay(400);
            await ReadHotAsync();
        }
        var refused = instance.Log.Lines.Count(line =>
            line.Contains("CacheBackendWriteFailure") && line.Contains("OOM"));
        return new(await CountAsync("hot", Hot), await CountAsync("__MSFT_HCT__tag", Markers), refused);

        async Task WriteAsync(string name, int count)
        {
            foreach (var chunk in Enumerable.Range(0, count).Chunk(50))
                await Task.WhenAll(chunk.Select(n => instance.Cache.SetAsync(
                    name == "hot" ? $"hot{n}" : $"{name}:{n}", TwoKilobytes).AsTask()));
        }

        async Task ReadHotAsync()
        {
            var distributed = instance.Get<IDistributedCache>();
            for (var time = 0; time < 5; time++)
                await Task.WhenAll(Enumerable.Range(0, Hot).Select(n => distributed.GetAsync($"hot{n}")));
        }

        async Task<int> CountAsync(string prefix, int count) => (int)await connection.GetDatabase().KeyExistsAsync(
            [.. Enumerable.Range(0, count).Select(n => (RedisKey)$"{prefix}{n}")]);
    }
    #endregion

    [Fact]
    public async Task When_Redis_evicts_the_marker_of_a_tag_a_restarted_instance_shows_the_old_price_again()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database);
        await one.PriceAsync();
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync(BestsellerPage.Key(0)));
        await database.SetPricesAsync(11);
        await one.Page.ForgetAllAsync();
        await using (var informed = Instance.Start(redis, database, change: ReadOnly)) // reads the marker
            Assert.Equal(11m, await informed.PriceAsync());
        await redis.ConfigureAsync("maxmemory-policy", "allkeys-lru");
        await redis.ConfigureAsync("maxmemory", "4mb");
        await using var connection = await redis.ConnectAsync();

        for (var batch = 0; await connection.GetDatabase().KeyExistsAsync("__MSFT_HCT__bestsellers"); batch++)
        {
            Assert.True(batch < 40, "the marker stays");
            await Task.WhenAll(Enumerable.Range(0, 300)
                .Select(n => one.Cache.SetAsync($"other{batch}:{n}", TwoKilobytes).AsTask()));
            await connection.GetDatabase().KeyTouchAsync(BestsellerPage.Key(0)); // somebody reads it
            await Task.Delay(300);
            await connection.GetDatabase().KeyTouchAsync(BestsellerPage.Key(0));
        }

        Assert.True(await redis.HasAsync(BestsellerPage.Key(0)), "the entry went too");
        await using var restarted = Instance.Start(redis, database);
        Assert.Equal(10m, await restarted.PriceAsync());
    }

    /// <summary>What the instance loads stays out of Redis.</summary>
    private static void ReadOnly(IServiceCollection services) =>
        services.Configure<HybridCacheOptions>(hybrid => hybrid.DefaultEntryOptions = new HybridCacheEntryOptions
        {
            Flags = HybridCacheEntryFlags.DisableDistributedCacheWrite,
        });

    private static void Track(IServiceCollection services) =>
        services.Configure<MemoryCacheOptions>(memory => memory.TrackStatistics = true);

    private static async Task<long> ReadsAsync(ConnectionMultiplexer connection, RedisServer redis)
    {
        var statistics = await connection.GetServer(redis.ConnectionString).InfoAsync("commandstats");
        return statistics.SelectMany(group => group)
            .Where(entry => entry.Key.StartsWith("cmdstat_hget") || entry.Key.StartsWith("cmdstat_hmget"))
            .Sum(entry => long.Parse(entry.Value.Split("calls=")[1].Split(',')[0]));
    }
}
