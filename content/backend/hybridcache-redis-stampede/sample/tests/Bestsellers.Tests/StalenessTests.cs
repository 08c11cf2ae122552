using System.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Offprint.Servers;

namespace Bestsellers.Tests;

/// <summary>Two levels, several instances: who goes on showing the old price, and for how long.</summary>
[Collection(RealPostgres.Name)]
public sealed class StalenessTests(Postgres postgres)
{
    #region other-memory
    [Fact]
    public async Task Another_instance_shows_the_old_price_until_its_own_memory_expires()
    {
        const int rounds = 5;
        var local = TimeSpan.FromSeconds(1);
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        string[] settings = ["Cache:LocalExpiration=00:00:01"];
        await using var one = await App.StartAsync(redis, database, settings);
        await using var two = await App.StartAsync(redis, database, settings);
        var (windows, first, old) = (new List<double>(), 0, 0);

        for (var round = 1; round <= rounds; round++)
        {
            await Task.Delay(local + TimeSpan.FromMilliseconds(200)); // neither remembers the last round
            Assert.Equal(await one.PriceAsync(), await two.PriceAsync());
            var price = 10m + round;
            using var put = await one.Http.PutAsync($"products/0/price?price={price}", null);
            var clock = Stopwatch.StartNew();
            Assert.True(put.IsSuccessStatusCode);
            if (await one.PriceAsync() == price)
                first++;
            if (await two.PriceAsync() == price - 1)
                old++;
            await Until.TrueAsync("the new price", async () => await two.PriceAsync() == price);
            windows.Add(clock.Elapsed.TotalMilliseconds);
        }

        Results.Write("staleness.json", new
        {
            localExpirationMs = local.TotalMilliseconds, rounds, writerRight = first, otherOld = old,
            medianMs = Math.Round(windows.Order().ElementAt(rounds / 2)), maxMs = Math.Round(windows.Max()),
        });
        Assert.Equal((rounds, rounds), (first, old));
        Assert.InRange(windows.Max(), local.TotalMilliseconds / 2, local.TotalMilliseconds * 10);
    }
    #endregion

    [Fact]
    public async Task A_value_that_is_set_reaches_another_instance_when_its_own_memory_expires()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database);
        await using var two = Instance.Start(redis, database, options =>
            options.LocalExpiration = TimeSpan.FromSeconds(5));
        var list = await one.Page.GetAsync(0);
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync(BestsellerPage.Key(0)));
        var clock = Stopwatch.StartNew();
        Assert.Equal(10m, await two.PriceAsync());

        await one.Cache.SetAsync(BestsellerPage.Key(0), list with { Items = [list.Items[0] with { Price = 11m }] });

        Assert.Equal(11m, await one.PriceAsync());
        Assert.Equal(10m, await two.PriceAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), "too slow to tell");
        await Until.TrueAsync("the new price", async () => await two.PriceAsync() == 11m);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Lifetimes_do_not_add_up_when_memory_is_filled_from_Redis()
    {
        var life = TimeSpan.FromSeconds(6);
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database, Set);
        await using var two = Instance.Start(redis, database, Set);
        await two.PriceAsync(1);
        await one.PriceAsync();
        var clock = Stopwatch.StartNew();
        await Task.Delay(3_000);
        await two.PriceAsync(); // from Redis, half of its life gone
        var queries = await database.QueriesAsync();
        await database.SetPricesAsync(11);

        await Until.TrueAsync("the new price", async () => await two.PriceAsync() == 11m);

        Assert.Equal(2, queries);
        Assert.InRange(clock.Elapsed, life / 2, life + TimeSpan.FromSeconds(2.5));

        void Set(CacheOptions options) => options.Expiration = options.LocalExpiration = life;
    }

    [Fact]
    public async Task A_removal_during_a_load_is_lost_and_the_old_value_stays()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);

        await ChangeDuringLoadAsync(database, instance, () => instance.Page.ForgetAsync(0));

        Assert.Equal(10m, await instance.PriceAsync());
    }

    [Fact]
    public async Task A_tag_removed_during_a_load_does_not_keep_the_old_value_out_either()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);

        await ChangeDuringLoadAsync(database, instance, () => instance.Page.ForgetAllAsync());

        Assert.Equal(10m, await instance.PriceAsync());
        await using var restarted = Instance.Start(redis, database);
        Assert.Equal(10m, await restarted.PriceAsync());
    }

    /// <summary>
    /// The query has its snapshot and computes; meanwhile the price is changed and the cache is told; then
    /// the query ends, with what it saw.
    /// </summary>
    private static async Task ChangeDuringLoadAsync(Database database, Instance instance, Func<ValueTask> forget)
    {
        await using var door = await Pause.CreateAsync(database);
        var load = instance.Page.GetAsync(0).AsTask();
        await door.ReachedAsync();
        await database.SetPricesAsync(11);
        await forget();
        await door.OpenAsync();
        Assert.Equal(10m, (await load).Items[0].Price);
    }

    #region tag
    [Theory]
    [InlineData(BestsellerPage.Tag)]
    [InlineData("*")]
    public async Task A_removed_tag_is_unknown_to_another_instance_until_the_entry_expires_in_Redis(string tag)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database, Set);
        await using var two = Instance.Start(redis, database, Set);
        await one.PriceAsync();
        var filled = Stopwatch.StartNew();
        await two.PriceAsync();
        await database.SetPricesAsync(11);

        await one.Cache.RemoveByTagAsync(tag);

        Assert.True(await redis.HasAsync(BestsellerPage.Key(0))); // the entry is marked, not deleted
        await Task.Delay(1_000); // well beyond what two keeps in its memory
        Assert.Equal(10m, await two.PriceAsync());
        if (tag != "*") // see A_restarted_instance_misses_the_wildcard_on_its_first_read_and_keeps_the_old_value
        {
            await using var restarted = Instance.Start(redis, database, Set); // reads the marker
            Assert.Equal(11m, await restarted.PriceAsync());
        }
        Assert.True(filled.Elapsed < TimeSpan.FromSeconds(8), "too slow to tell");

        static void Set(CacheOptions options)
        {
            options.Expiration = TimeSpan.FromSeconds(10);
            options.LocalExpiration = TimeSpan.FromMilliseconds(300);
        }
    }
    #endregion

    [Fact]
    public async Task A_restarted_instance_misses_the_wildcard_on_its_first_read_and_keeps_the_old_value()
    {
        const int starts = 20;
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var writer = Instance.Start(redis, database);
        await writer.Cache.SetAsync("key", "old");
        await writer.Cache.RemoveByTagAsync("*");
        var (first, second) = (0, 0);

        for (var n = 0; n < starts; n++)
        {
            await using var started = Instance.Start(redis, database);
            first += await IsOldAsync(started);
            second += await IsOldAsync(started);
        }

        Results.Write("wildcard.json", new { starts, oldAtFirstRead = first, oldAtSecondRead = second });
        Assert.InRange(first, 1, starts);
        Assert.Equal(first, second);

        static async Task<int> IsOldAsync(Instance instance) => await instance.Cache.GetOrCreateAsync(
            "key", _ => ValueTask.FromResult("new"),
            new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableDistributedCacheWrite }) == "old" ? 1 : 0;
    }

    [Fact]
    public async Task How_long_a_removed_tag_stays_unknown_is_the_lifetime_in_Redis()
    {
        var life = TimeSpan.FromSeconds(5);
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database, Set);
        await using var two = Instance.Start(redis, database, Set);
        await one.PriceAsync();
        await two.PriceAsync();
        await database.SetPricesAsync(11);
        await one.Page.ForgetAllAsync();
        var clock = Stopwatch.StartNew();

        await Until.TrueAsync("the new price", async () => await two.PriceAsync() == 11m);

        Results.Write("tag.json", new
        {
            localExpirationMs = 300, expirationMs = life.TotalMilliseconds,
            staleMs = Math.Round(clock.Elapsed.TotalMilliseconds),
        });
        Assert.InRange(clock.Elapsed, life * 0.3, life * 3);

        void Set(CacheOptions options)
        {
            options.Expiration = life;
            options.LocalExpiration = TimeSpan.FromMilliseconds(300);
        }
    }

    [Fact]
    public async Task A_tag_takes_effect_immediately_where_it_was_removed_and_for_all_its_keys()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        for (var category = 0; category < 5; category++)
            Assert.Equal(10m, await instance.PriceAsync(category));
        await database.SetPricesAsync(11);

        await instance.Page.ForgetAllAsync();

        for (var category = 0; category < 5; category++)
            Assert.Equal(11m, await instance.PriceAsync(category));
    }

    #region generations-test
    [Fact]
    public async Task A_new_generation_reaches_another_instance_within_its_own_short_lifetime()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = Instance.Start(redis, database, Set);
        await using var two = Instance.Start(redis, database, Set);
        Assert.Equal(10m, await one.GroupedPriceAsync());
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync("generation:bestsellers"));
        Assert.Equal(10m, await two.GroupedPriceAsync());
        await database.SetPricesAsync(11);
        var clock = Stopwatch.StartNew();

        await one.Get<GroupedBestsellerPage>().ForgetAllAsync();

        Assert.Equal(11m, await one.GroupedPriceAsync());
        await Until.TrueAsync("the new price", async () => await two.GroupedPriceAsync() == 11m);
        Results.Write("generation.json", new
        {
            generationMs = 1_000, localExpirationSeconds = 600, staleMs = Math.Round(clock.Elapsed.TotalMilliseconds),
        });
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");

        static void Set(CacheOptions options) => options.LocalExpiration = TimeSpan.FromMinutes(10);
    }
    #endregion

    [Fact]
    public async Task A_load_that_began_before_the_new_generation_stores_its_result_where_nobody_looks()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        var page = instance.Get<GroupedBestsellerPage>();
        await using var door = await Pause.CreateAsync(database);
        var load = page.GetAsync(0).AsTask();
        await door.ReachedAsync();
        await database.SetPricesAsync(11);

        await page.ForgetAllAsync();
        await door.OpenAsync();

        Assert.Equal(10m, (await load).Items[0].Price);
        Assert.Equal(11m, await instance.GroupedPriceAsync());
    }

    [Fact]
    public async Task Without_Redis_an_instance_keeps_the_generation_that_it_knows()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        await instance.GroupedPriceAsync();
        await redis.KillAsync();
        await Task.Delay(1_500); // the generation has left its memory

        await instance.GroupedPriceAsync();
        Assert.Equal(1, await database.QueriesAsync());

        await database.SetPricesAsync(11);
        await instance.Get<GroupedBestsellerPage>().ForgetAllAsync(); // no exception: it is only logged
        Assert.Equal(11m, await instance.GroupedPriceAsync());
        Assert.Contains(instance.Log.Lines, line => line.Contains("CacheBackendWriteFailure"));
    }

    [Fact]
    public async Task A_generation_that_Redis_missed_is_undone_when_Redis_comes_back_with_its_data()
    {
        await using var redis = await RedisServer.StartAsync(keepData: true);
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        Assert.Equal(10m, await instance.GroupedPriceAsync());
        await Until.TrueAsync("it is in Redis", () => redis.HasAsync("generation:bestsellers"));
        await redis.StopAsync();
        await database.SetPricesAsync(11);
        await instance.Get<GroupedBestsellerPage>().ForgetAllAsync();
        Assert.Equal(11m, await instance.GroupedPriceAsync());

        await redis.StartAgainAsync();

        await Until.TrueAsync("the old price", async () => await instance.GroupedPriceAsync() == 10m);
    }

    [Fact]
    public async Task An_entry_written_by_a_clock_that_is_ahead_survives_the_removal_of_its_tag()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var ahead = Instance.Start(redis, database,
            change: services => services.AddSingleton<TimeProvider>(new Ahead(TimeSpan.FromSeconds(30))));
        await using var right = Instance.Start(redis, database);
        Assert.Equal(10m, await ahead.PriceAsync());
        await database.SetPricesAsync(11);

        await right.Page.ForgetAllAsync();

        Assert.Equal(10m, await right.PriceAsync());
    }

    private sealed class Ahead(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
