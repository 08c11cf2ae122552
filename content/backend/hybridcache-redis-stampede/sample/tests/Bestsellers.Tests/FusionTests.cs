using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;
using StackExchange.Redis;
using ZiggyCreatures.Caching.Fusion;

namespace Bestsellers.Tests;

/// <summary>FusionCache behind the same HybridCache class: what changes, and what does not.</summary>
[Collection(RealPostgres.Name)]
public sealed class FusionTests(Postgres postgres)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    #region backplane
    [Fact]
    public async Task With_a_backplane_another_instance_shows_the_new_price_milliseconds_after_the_removal()
    {
        const int rounds = 20;
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Start(redis, database);
        await using var two = Start(redis, database);
        await SubscribedAsync(redis, 2);
        var windows = new List<double>();

        for (var round = 1; round <= rounds; round++)
        {
            Assert.Equal(await one.PriceAsync(), await two.PriceAsync());
            await database.SetPricesAsync(10 + round);
            var clock = Stopwatch.StartNew();
            await one.Page.ForgetAsync(0);
            while (await two.PriceAsync() != 10 + round)
                await Task.Delay(1);
            windows.Add(clock.Elapsed.TotalMilliseconds);
            await one.PriceAsync();
        }

        Results.Write("backplane.json", new
        {
            rounds, localExpirationSeconds = 30, medianMs = Math.Round(windows.Order().ElementAt(rounds / 2), 1),
            maxMs = Math.Round(windows.Max(), 1),
        });
        Assert.True(windows.Max() < 15_000, "as slow as the expiration in memory");
    }
    #endregion

    [Fact]
    public async Task With_a_backplane_a_removed_tag_is_known_to_another_instance()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Start(redis, database);
        await using var two = Start(redis, database);
        await SubscribedAsync(redis, 2);
        await one.PriceAsync();
        await two.PriceAsync();
        await database.SetPricesAsync(11);

        var clock = Stopwatch.StartNew();
        await one.Page.ForgetAllAsync();

        await Until.TrueAsync("the new price", async () => await two.PriceAsync() == 11m);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), "as slow as the expiration in memory");
    }

    [Fact]
    public async Task A_notification_lost_on_the_way_leaves_the_old_price_until_memory_expires()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var link = new Link(redis.Port);
        await using var one = Start(redis, database);
        await using var two = Start($"127.0.0.1:{link.Port}", database, options =>
            options.LocalExpiration = TimeSpan.FromSeconds(10));
        await SubscribedAsync(redis, 2);
        await one.PriceAsync();
        var filled = Stopwatch.StartNew();
        Assert.Equal(10m, await two.PriceAsync());
        link.Cut();
        await SubscribedAsync(redis, 1);
        await database.SetPricesAsync(11);
        await one.Page.ForgetAsync(0);
        await one.PriceAsync();

        link.Mend();
        await SubscribedAsync(redis, 2);
        await Task.Delay(1_500); // time for anything that would follow a reconnect
        Assert.Equal(10m, await two.PriceAsync());
        Assert.True(filled.Elapsed < TimeSpan.FromSeconds(9), "too slow to tell");

        await Until.TrueAsync("the new price", async () => await two.PriceAsync() == 11m);
        Assert.InRange(filled.Elapsed, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_removal_that_Redis_missed_is_made_up_for_when_Redis_is_back()
    {
        await using var redis = await RedisServer.StartAsync(keepData: true);
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Start(redis, database);
        await instance.PriceAsync();
        await Until.TrueAsync("it is in Redis", () => EntryIsInRedisAsync(redis));
        await redis.StopAsync();
        await database.SetPricesAsync(11);

        await instance.Page.ForgetAsync(0); // does not throw
        await redis.StartAgainAsync();

        await Until.TrueAsync("the old entry is gone from Redis", async () => !await EntryIsInRedisAsync(redis));
        Assert.Equal(11m, await instance.PriceAsync());
    }

    #region fail-safe
    [Fact]
    public async Task While_the_database_is_down_fail_safe_serves_the_expired_list_and_HybridCache_the_exception()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var fusion = Start(redis, database, Expire);
        await using var hybrid = Instance.Start(redis, database, Expire);
        await fusion.PriceAsync();
        await hybrid.PriceAsync();
        await database.TakeDownAsync();
        await Task.Delay(Short * 2);

        Assert.Equal(10m, await fusion.PriceAsync());
        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => hybrid.PriceAsync());

        await database.BringUpAsync();
    }
    #endregion

    [Fact]
    public async Task Fail_safe_has_nothing_to_serve_for_a_list_that_was_never_cached()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var fusion = Start(redis, database);
        await fusion.PriceAsync();
        await database.TakeDownAsync();

        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => fusion.PriceAsync(7));

        await database.BringUpAsync();
    }

    #region soft
    [Fact]
    public async Task A_slow_query_is_answered_with_the_expired_list_and_ends_in_the_background()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var fusion = Start(redis, database, options =>
        {
            Expire(options);
            options.HardTimeout = TimeSpan.FromMinutes(1);
        });
        await fusion.PriceAsync();
        await database.SetPricesAsync(11);
        await Task.Delay(Short * 2);
        var door = await database.CloseDoorAsync();

        var clock = Stopwatch.StartNew();
        Assert.Equal(10m, await fusion.PriceAsync());
        var softMs = Math.Round(clock.Elapsed.TotalMilliseconds);
        Assert.True(softMs < 20_000, "as slow as the hard timeout");
        Assert.Equal(1, await database.WaitingQueriesAsync()); // it was not waited for, and it still runs
        await door.DisposeAsync();

        // Nobody asks meanwhile, so it is that query which ends, and not one of a later request.
        await Until.TrueAsync("the query has ended", async () => await database.QueriesAsync() == 2);
        await Until.TrueAsync("the new price", async () => await fusion.PriceAsync() == 11m);
        Results.Write("timeouts.json", new { softTimeoutMs = 100, answeredMs = softMs });
    }
    #endregion

    [Fact]
    public async Task Without_an_expired_list_a_slow_query_ends_in_the_hard_timeout()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var fusion = Start(redis, database, options => options.HardTimeout = Short);
        await fusion.PriceAsync(1);
        await using var door = await database.CloseDoorAsync();

        await Assert.ThrowsAsync<SyntheticTimeoutException>(() => fusion.PriceAsync());

        Assert.Equal(1, await database.WaitingQueriesAsync());
    }

    [Fact]
    public async Task A_silent_Redis_delays_misses_until_the_circuit_breaker_stops_asking_it()
    {
        const int misses = 6;
        var (fusion, fusionLog) = await MissesAsync(CacheKind.Fusion);
        var (hybrid, _) = await MissesAsync(CacheKind.Hybrid);

        Results.Write("silent.json", new
        {
            misses, fusionMs = fusion, hybridMs = hybrid,
            fusionSumMs = fusion.Sum(), hybridSumMs = hybrid.Sum(),
        });
        Assert.True(fusion[0] > 300 && hybrid[0] > 300, $"{fusion[0]} {hybrid[0]}");
        Assert.True(fusion.Min() < fusion[0] / 2, string.Join(' ', fusion));
        Assert.True(fusion.Sum() < hybrid.Sum(), $"{string.Join(' ', fusion)} against {string.Join(' ', hybrid)}");
        // FusionCache's own timeout opens nothing; the client's exception, which arrives later, does.
        Assert.Contains(fusionLog, line => line.Contains("temporarily de-activated for 00:00:02"));
        Assert.Contains(fusionLog, line => line.Contains("[DC] an error") && line.Contains("RedisTimeoutException"));

        async Task<(double[] Times, string[] Log)> MissesAsync(CacheKind kind)
        {
            await using var redis = await RedisServer.StartAsync();
            await using var database = await Database.CreateAsync(postgres.Server);
            await using var instance = Instance.Start(redis, database, options => options.Kind = kind);
            await instance.PriceAsync(19); // connected and compiled
            await redis.FreezeAsync();
            var times = new double[misses];
            for (var category = 0; category < misses; category++)
                times[category] = Math.Round((await instance.TimeAsync(category)).TotalMilliseconds);
            return (times, [.. instance.Log.Lines]);
        }
    }

    [Fact]
    public async Task With_Redis_down_the_distributed_lock_is_skipped_and_each_instance_queries()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Start(redis, database, options => options.DistributedLock = true);
        await using var two = Start(redis, database, options => options.DistributedLock = true);
        await one.PriceAsync(1);
        await two.PriceAsync(1);
        var before = await database.QueriesAsync();
        await redis.KillAsync();

        Assert.Equal(10m, await one.PriceAsync());
        Assert.Equal(10m, await two.PriceAsync());

        Assert.Equal(before + 2, await database.QueriesAsync());
    }

    [Fact]
    public async Task FusionCache_can_tag_a_list_by_the_products_that_the_query_returned()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Start(redis, database);
        var (cache, query) = (instance.Get<IFusionCache>(), instance.Get<BestsellerQuery>());
        Assert.Equal(10m, (await ReadAsync()).Items[0].Price);
        await database.SetPricesAsync(11);

        await cache.RemoveByTagAsync("product:1"); // not in this list
        Assert.Equal(10m, (await ReadAsync()).Items[0].Price);
        await cache.RemoveByTagAsync("product:0");
        Assert.Equal(11m, (await ReadAsync()).Items[0].Price);

        ValueTask<BestsellerList> ReadAsync() => cache.GetOrSetAsync<BestsellerList>("tagged", async (context, cancellation) =>
        {
            var list = await query.RunAsync(0, cancellation);
            context.Tags = [.. list.Items.Select(item => $"product:{item.Product}")];
            return list;
        });
    }

    private static void Expire(CacheOptions options) => options.Expiration = options.LocalExpiration = Short;

    private static Instance Start(RedisServer redis, Database database, Action<CacheOptions>? set = null) =>
        Start(redis.ConnectionString, database, set);

    private static Instance Start(string redis, Database database, Action<CacheOptions>? set = null)
    {
        var instance = Instance.Start(redis, database, options =>
        {
            options.Kind = CacheKind.Fusion;
            set?.Invoke(options);
        });
        _ = instance.Cache; // it subscribes when it is created
        return instance;
    }

    private static async Task<bool> EntryIsInRedisAsync(RedisServer redis)
    {
        await using var connection = await redis.ConnectAsync();
        return connection.GetServer(redis.ConnectionString).Keys(pattern: "*bestsellers:0").Any();
    }

    /// <summary>Until so many instances have subscribed to the backplane.</summary>
    private static async Task SubscribedAsync(RedisServer redis, int instances)
    {
        await using var connection = await redis.ConnectAsync();
        var server = connection.GetServer(redis.ConnectionString);
        await Until.TrueAsync($"{instances} subscribers", async () =>
        {
            var channels = await server.SubscriptionChannelsAsync(RedisChannel.Pattern("FusionCache*"));
            return channels.Length == 1 && await server.SubscriptionSubscriberCountAsync(channels[0]) == instances;
        });
    }
}
