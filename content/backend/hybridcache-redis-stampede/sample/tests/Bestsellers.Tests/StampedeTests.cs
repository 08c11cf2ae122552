using System.Diagnostics;
using Offprint.Servers;

namespace Bestsellers.Tests;

/// <summary>Many requests for one list that no cache has.</summary>
[Collection(RealPostgres.Name)]
public sealed class StampedeTests(Postgres postgres)
{
    private const int Requests = 50;

    /// <summary>Npgsql's default.</summary>
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Requests_that_miss_together_cost_one_query_each_one_a_process_or_one_in_all()
    {
        const string patience = "Cache:HardTimeout=00:01:00";
        var aside = await StampedeAsync(2 * Requests, "Cache:Kind=Aside");
        var hybrid = await StampedeAsync(2, "Cache:Kind=Hybrid");
        var fusion = await StampedeAsync(2, "Cache:Kind=Fusion", patience);
        var locked = await StampedeAsync(1, "Cache:Kind=Fusion", patience, "Cache:DistributedLock=true");

        Results.Write("stampede.json", new
        {
            postgresVersion = postgres.Server.Version,
            processes = 2, requestsPerProcess = Requests, requests = 2 * Requests,
            aside, hybrid, fusion, locked,
        });
        Assert.Equal(2 * Requests, aside);
        Assert.Equal(2, hybrid);
        Assert.Equal(2, fusion);
        Assert.Equal(1, locked);
    }

    /// <summary>
    /// Two processes, empty caches. The query waits behind a lock on its table until every query that
    /// will be made has arrived; then all run. The server counts.
    /// </summary>
    private async Task<int> StampedeAsync(int expected, params string[] settings)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var one = await App.StartAsync(redis, database, settings);
        await using var two = await App.StartAsync(redis, database, settings);
        await Task.WhenAll(one.GetAsync(1), two.GetAsync(1)); // connected and compiled
        var before = await database.QueriesAsync();

        #region count
        var door = await database.CloseDoorAsync(); // LOCK TABLE order_line
        var requests = Enumerable.Range(0, 2 * Requests)
            .Select(n => (n % 2 == 0 ? one : two).GetAsync()).ToArray();
        await SettledAsync(database, expected);
        await door.DisposeAsync();
        var lists = await Task.WhenAll(requests);
        var queries = await database.QueriesAsync() - before; // of pg_stat_statements
        #endregion

        Assert.All(lists, list => Assert.Equal(20, list.Items.Length));
        return queries;
    }

    /// <summary>Until these queries wait and no further one has arrived for half a second.</summary>
    private static async Task SettledAsync(Database database, int expected)
    {
        await Until.TrueAsync($"{expected} queries wait",
            async () => await database.WaitingQueriesAsync() >= expected);
        for (long seen = -1, now = 0; seen != now;)
        {
            seen = now;
            await Task.Delay(500);
            now = await database.WaitingQueriesAsync();
        }
    }

    [Fact]
    public async Task Two_hundred_requests_are_slow_together_without_protection_and_fast_with_it()
    {
        const int requests = 200, orderLines = 200_000, rounds = 3;
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server, orderLines);
        var alone = await QueryAloneAsync(database);
        var (aside, asideQueries) = await SlowestAsync("Cache:Kind=Aside");
        var (hybrid, hybridQueries) = await SlowestAsync("Cache:Kind=Hybrid");

        Results.Write("slowest.json", new
        {
            postgresVersion = postgres.Server.Version, redisVersion = redis.Version,
            requests, orderLines, rounds, asideQueries, hybridQueries, queryMs = Round(alone), asideMs = Round(aside), hybridMs = Round(hybrid),
        });
        Assert.Equal(1, hybridQueries);
        Assert.True(asideQueries > requests / 4, $"{asideQueries} queries");
        Assert.True(hybrid * 3 < aside, $"slowest of {requests}: {hybrid} protected, {aside} not");

        // Medians of the rounds: until the last request is answered, and queries.
        async Task<(TimeSpan, int)> SlowestAsync(params string[] settings)
        {
            await using var app = await App.StartAsync(redis, database, settings);
            await app.GetAsync(1);
            var (times, queries) = (new List<TimeSpan>(), new List<int>());
            for (var category = 2; category < 2 + rounds; category++)
            {
                var before = await database.QueriesAsync();
                await using (var connection = await redis.ConnectAsync())
                    await connection.GetServer(redis.ConnectionString).FlushDatabaseAsync();
                var clock = Stopwatch.StartNew();
                await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => app.GetAsync(category)));
                times.Add(clock.Elapsed);
                queries.Add(await database.QueriesAsync() - before);
            }
            return (times.Order().ElementAt(rounds / 2), queries.Order().ElementAt(rounds / 2));
        }

        static double Round(TimeSpan time) => Math.Round(time.TotalMilliseconds);
    }

    private static async Task<TimeSpan> QueryAloneAsync(Database database)
    {
        var query = new BestsellerQuery(database.Source);
        var times = new List<TimeSpan>();
        for (var round = 0; round < 11; round++)
        {
            var clock = Stopwatch.StartNew();
            await query.RunAsync(1, CancellationToken.None);
            times.Add(clock.Elapsed);
        }
        return times.Order().ElementAt(5);
    }

    [Fact]
    public async Task When_the_query_fails_all_that_wait_get_its_exception_and_nothing_is_cached()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        var door = await database.CloseDoorAsync();
        var waiting = Enumerable.Range(0, 10).Select(_ => instance.Page.GetAsync(0).AsTask()).ToArray();
        await Until.TrueAsync("the query waits", async () => await database.WaitingQueriesAsync() == 1);

        await database.RunAsync("""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
            """);

        foreach (var request in waiting)
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => request);
        await door.DisposeAsync();
        Assert.Equal(10m, await instance.PriceAsync());
        Assert.Equal(1, await database.QueriesAsync());
    }

    [Fact]
    public async Task A_request_that_leaves_does_not_end_the_query_of_the_others()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        using var leaving = new CancellationTokenSource();
        var door = await database.CloseDoorAsync();
        var first = instance.Page.GetAsync(0, leaving.Token).AsTask();
        await Until.TrueAsync("the query waits", async () => await database.WaitingQueriesAsync() == 1);
        using var staying = new CancellationTokenSource();
        var second = instance.Page.GetAsync(0, staying.Token).AsTask();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, await database.WaitingQueriesAsync());
        await door.DisposeAsync();

        Assert.Equal(20, (await second).Items.Length);
        Assert.Equal(1, await database.QueriesAsync());
    }

    [Fact]
    public async Task When_all_requests_have_left_the_query_is_canceled_in_PostgreSQL()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var instance = Instance.Start(redis, database);
        using var leaving = new CancellationTokenSource();
        await using var door = await database.CloseDoorAsync();
        var requests = Enumerable.Range(0, 5)
            .Select(_ => instance.Page.GetAsync(0, leaving.Token).AsTask()).ToArray();
        await Until.TrueAsync("the query waits", async () => await database.WaitingQueriesAsync() == 1);
        var clock = Stopwatch.StartNew();

        await leaving.CancelAsync();

        foreach (var request in requests)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await Until.TrueAsync("no query waits", async () => await database.WaitingQueriesAsync() == 0);
        Assert.True(clock.Elapsed < CommandTimeout / 2, $"{clock.Elapsed}: Npgsql's own timeout may have ended it");
    }
}
