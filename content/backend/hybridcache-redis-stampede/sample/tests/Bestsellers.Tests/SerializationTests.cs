using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;

namespace Bestsellers.Tests;

/// <summary>What a hit in memory costs, and whether callers share what they get.</summary>
[Collection(RealPostgres.Name)]
public sealed class SerializationTests(Postgres postgres)
{
    public sealed record NotDeclared(int Category, ImmutableArray<Bestseller> Items);

    [ImmutableObject(true)]
    public record NotSealed(int Category, ImmutableArray<Bestseller> Items);

    public sealed class Basket
    {
        public List<string> Titles { get; set; } = [];
    }

    [Fact]
    public async Task Only_a_sealed_type_declared_immutable_comes_back_as_the_same_instance()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        var items = (await instance.Page.GetAsync(0)).Items;

        Assert.Same(await instance.Page.GetAsync(0), await instance.Page.GetAsync(0));
        Assert.False(await SharesAsync(new NotDeclared(0, items)));
        Assert.False(await SharesAsync(new NotSealed(0, items)));
        Assert.True(await SharesAsync(new BestsellerList(0, items)));

        async Task<bool> SharesAsync<T>(T value) where T : class
        {
            await instance.Cache.SetAsync(typeof(T).Name, value);
            return ReferenceEquals(await ReadAsync(), await ReadAsync());

            ValueTask<T> ReadAsync() => instance.Cache.GetOrCreateAsync<T>(
                typeof(T).Name, _ => throw new InvalidOperationException("not cached"));
        }
    }

    #region allocations
    [Fact]
    public async Task A_copied_hit_allocates_the_list_anew_and_a_shared_one_next_to_nothing()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var hybrid = Instance.Start(redis, database, Remember);
        await using var fusion = Instance.Start(redis, database, options =>
        {
            Remember(options);
            options.Kind = CacheKind.Fusion;
        });
        var list = await hybrid.Page.GetAsync(0);

        var shared = await HitAsync(hybrid.Cache, "shared", list);
        var copied = await HitAsync(hybrid.Cache, "copied", new NotDeclared(0, list.Items));
        var fused = await HitAsync(fusion.Cache, "fused", new NotDeclared(0, list.Items));

        Results.Write("hits.json", new
        {
            items = list.Items.Length, hits = Hits, shared, copied, fusion = fused,
            timesSlower = Math.Round(copied.Nanoseconds / (double)shared.Nanoseconds),
            jsonBytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(list).Length,
        });
        Assert.InRange(shared.Bytes, 0, 300);
        Assert.True(copied.Bytes > 10 * Math.Max(shared.Bytes, 50), $"{copied.Bytes} and {shared.Bytes} bytes");
        Assert.True(fused.Bytes < copied.Bytes / 2, $"{fused.Bytes} and {copied.Bytes} bytes");

        static void Remember(CacheOptions options) => options.LocalExpiration = options.Expiration;
    }

    private const int Hits = 20_000, Rounds = 5;

    private sealed record Hit(long Bytes, long Nanoseconds);

    private static async Task<Hit> HitAsync<T>(HybridCache cache, string key, T value) where T : class
    {
        await cache.SetAsync(key, value);
        await cache.GetOrCreateAsync(key, _ => new ValueTask<T>(value)); // tags are known from here on
        var rounds = new List<Hit>();
        for (var round = 0; round <= Rounds; round++) // the first is warm-up
        {
            var (bytes, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            for (var n = 0; n < Hits; n++)
            {
                var read = cache.GetOrCreateAsync<T, T>(key, value, static (_, _) =>
                    throw new InvalidOperationException("not cached"), options: null, tags: null);
                Assert.True(read.IsCompletedSuccessfully); // in memory, so on this thread
                _ = read.Result;
            }
            rounds.Add(new(
                (GC.GetAllocatedBytesForCurrentThread() - bytes) / Hits,
                (long)(clock.Elapsed.TotalNanoseconds / Hits)));
        }
        return rounds.Skip(1).OrderBy(hit => hit.Nanoseconds).ElementAt(Rounds / 2);
    }
    #endregion

    [Fact]
    public async Task HybridCache_protects_callers_from_each_other_and_FusionCache_shares_what_can_be_changed()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var hybrid = Instance.Start(redis, database);
        await using var fusion = Instance.Start(redis, database, options => options.Kind = CacheKind.Fusion);

        Assert.Equal(["book"], await ChangedAsync(hybrid.Cache, "hybrid"));
        Assert.Equal(["book", "pen"], await ChangedAsync(fusion.Cache, "fusion"));

        static async Task<List<string>> ChangedAsync(HybridCache cache, string key)
        {
            await cache.SetAsync(key, new Basket { Titles = ["book"] });
            (await ReadAsync()).Titles.Add("pen");
            return (await ReadAsync()).Titles;

            ValueTask<Basket> ReadAsync() => cache.GetOrCreateAsync<Basket>(
                key, _ => throw new InvalidOperationException("not cached"));
        }
    }

    [Fact]
    public async Task A_value_over_the_payload_limit_stays_out_of_Redis_and_counts_as_nothing_in_memory()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database, change: services =>
            services.Configure<MemoryCacheOptions>(memory => memory.TrackStatistics = true));

        await instance.Cache.SetAsync("large", new string('x', 1_100_000));

        Assert.False(await redis.HasAsync("large"));
        Assert.Contains(instance.Log.Lines, line => line.Contains("MaximumPayloadBytesExceeded"));
        Assert.Equal(1, instance.Memory.Count);
        Assert.Equal(0, instance.Memory.GetCurrentStatistics()!.CurrentEstimatedSize);
    }
}
