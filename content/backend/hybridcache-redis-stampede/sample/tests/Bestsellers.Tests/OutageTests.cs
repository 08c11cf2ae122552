using System.Diagnostics;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;
using StackExchange.Redis;

namespace Bestsellers.Tests;

/// <summary>Redis is down, or silent: what a request costs and what it gets.</summary>
[Collection(RealPostgres.Name)]
public sealed class OutageTests(Postgres postgres)
{
    #region outage
    [Fact]
    public async Task With_the_defaults_a_miss_waits_seconds_for_a_dead_Redis_and_with_settings_hardly()
    {
        var standard = new Outage(
            await MissAsync(Defaults, redis => redis.KillAsync()),
            await MissAsync(Defaults, RedisTools.FreezeAsync));
        var tuned = new Outage(
            await MissAsync(null, redis => redis.KillAsync()),
            await MissAsync(null, RedisTools.FreezeAsync));

        Results.Write("outage.json", new
        {
            defaults = standard, settings = tuned,
        });
        Assert.InRange(standard.KilledMs, 3_000, 60_000);
        Assert.InRange(standard.FrozenMs, 3_000, 60_000);
        Assert.True(tuned.KilledMs < standard.KilledMs / 8, $"{tuned} against {standard}");
        Assert.InRange(tuned.FrozenMs, 400, standard.FrozenMs / 2);
    }

    private sealed record Outage(double KilledMs, double FrozenMs);

    /// <summary>The list is answered from the database, whatever happens. How long did the request take?</summary>
    private async Task<double> MissAsync(Action<IServiceCollection>? change, Func<RedisServer, Task> harm)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database,
            change: services => change?.Invoke(services.AddSingleton(redis)));
        await instance.PriceAsync(1); // connected and compiled
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync(BestsellerPage.Key(1)));
        await harm(redis);
        await Task.Delay(200); // the client has noticed what it can notice

        var clock = Stopwatch.StartNew();
        Assert.Equal(10m, await instance.PriceAsync());
        return Math.Round(clock.Elapsed.TotalMilliseconds);
    }

    /// <summary>StackExchange.Redis as AddStackExchangeRedisCache leaves it with a connection string.</summary>
    private static void Defaults(IServiceCollection services) =>
        services.AddOptions<RedisCacheOptions>().Configure<RedisServer>((options, redis) =>
        {
            options.ConnectionMultiplexerFactory = null;
            options.Configuration = redis.ConnectionString;
        });
    #endregion

    [Fact]
    public async Task What_is_in_memory_is_served_without_asking_a_dead_Redis()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database, change: services => Defaults(services.AddSingleton(redis)));
        await instance.PriceAsync();
        await redis.FreezeAsync();

        for (var n = 0; n < 100; n++)
            Assert.True(instance.Page.GetAsync(0).IsCompletedSuccessfully);

        Assert.Equal(1, await database.QueriesAsync());
    }

    [Fact]
    public async Task Without_Redis_the_database_gets_a_query_for_each_instance_and_lifetime_in_memory()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database, Set);
        await using var two = Instance.Start(redis, database, Set);
        await one.PriceAsync();
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync(BestsellerPage.Key(0)));
        var with = await ReadForAsync();
        await redis.KillAsync();
        var without = await ReadForAsync();

        Results.Write("load.json", new
        {
            instances = 2, localExpirationMs = 500, seconds = 3, with, without,
        });
        Assert.Equal(0, with);
        Assert.InRange(without, 4, 14);

        async Task<int> ReadForAsync()
        {
            var before = await database.QueriesAsync();
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(3);)
            {
                await Task.WhenAll(one.PriceAsync(), two.PriceAsync());
                await Task.Delay(20);
            }
            return await database.QueriesAsync() - before;
        }

        static void Set(CacheOptions options) => options.LocalExpiration = TimeSpan.FromMilliseconds(500);
    }

    [Fact]
    public async Task The_service_starts_without_Redis_and_uses_it_once_it_is_there()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.StopAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database, options =>
            options.LocalExpiration = TimeSpan.FromMilliseconds(100));

        Assert.Equal(10m, await instance.PriceAsync());
        await redis.StartAgainAsync();

        var category = 0; // each time another one, which no memory has
        await Until.TrueAsync("an entry arrives in Redis", async () =>
        {
            await instance.PriceAsync(category = category % (Database.Categories - 1) + 1);
            return await redis.HasAsync(BestsellerPage.Key(category));
        });
    }

    [Fact]
    public async Task A_removal_that_Redis_missed_throws_and_the_old_price_comes_back_with_Redis()
    {
        await using var redis = await RedisServer.StartAsync(keepData: true);
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database, Set);
        await instance.PriceAsync();
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync(BestsellerPage.Key(0)));
        await redis.StopAsync();

        await database.SetPricesAsync(11);
        await Assert.ThrowsAsync<RedisConnectionException>(() => instance.Page.ForgetAsync(0).AsTask());
        Assert.Equal(11m, await instance.PriceAsync()); // out of memory it is gone
        await redis.StartAgainAsync();

        await Until.TrueAsync("the old price", async () => await instance.PriceAsync() == 10m);

        static void Set(CacheOptions options) => options.LocalExpiration = TimeSpan.FromMilliseconds(500);
    }

    [Theory]
    [InlineData("killed", nameof(RedisConnectionException))]
    [InlineData("frozen", nameof(RedisTimeoutException))]
    public async Task A_price_is_set_even_if_the_page_cannot_be_forgotten_and_that_is_logged(string harm, string error)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        await instance.PriceAsync();
        await (harm == "killed" ? redis.KillAsync() : redis.FreezeAsync());

        Assert.True(await instance.Get<Prices>().SetAsync(0, 11, CancellationToken.None));

        Assert.Equal(11m, await database.ReadAsync<decimal>("SELECT price FROM product WHERE id = 0"));
        Assert.Contains(instance.Log.Lines, line =>
            line.Contains("may be old until they expire") && line.Contains(error));
    }
}
