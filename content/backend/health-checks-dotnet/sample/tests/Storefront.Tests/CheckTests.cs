using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Offprint.Servers;
using Storefront.Health;

namespace Storefront.Tests;

/// <summary>Timeouts and caching of checks, with the framework's own service and a real database.</summary>
[Collection(RealPostgres.Name)]
public sealed class CheckTests(Postgres postgres)
{
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task A_check_without_a_timeout_outlasts_every_probe()
    {
        await using var host = await HostAsync(checks => checks.AddCheck<DatabaseCheck>("database"));
        using var frozen = postgres.Server.Freeze();

        var check = host.CheckAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => check.WaitAsync(TimeSpan.FromSeconds(5)));
        host.Abandon(check);
    }

    [Fact]
    public async Task The_framework_timeout_only_cancels_a_token_so_a_check_that_ignores_it_hangs()
    {
        await using var host = await HostAsync(checks =>
            checks.AddCheck<DeafCheck>("database", timeout: HalfASecond));
        using var frozen = postgres.Server.Freeze();

        var check = host.CheckAsync();
        await Assert.ThrowsAsync<TimeoutException>(() => check.WaitAsync(TimeSpan.FromSeconds(5)));
        host.Abandon(check);
    }

    [Fact]
    public async Task A_timeout_of_half_a_second_takes_most_of_a_minute_when_the_server_is_frozen()
    {
        // A pooled connection cancels nothing before its reset is answered. So the token is in vain,
        // and Npgsql's own timeouts decide: that of the command, and twice that of a connection.
        await using var framework = await HostAsync(checks =>
            checks.AddCheck<DatabaseCheck>("database", timeout: HalfASecond));
        await using var impatient = await HostAsync(checks =>
            checks.AddCheck<DatabaseCheck>("database", timeout: HalfASecond), "Timeout=1;Command Timeout=1");
        await using var cached = await HostAsync(checks =>
            checks.AddCachedCheck<DatabaseCheck>("database", TimeSpan.FromSeconds(2), HalfASecond));
        using var frozen = postgres.Server.Freeze();

        var times = await Task.WhenAll(TimeAsync(framework), TimeAsync(impatient), TimeAsync(cached));

        Results.Write("timeouts.json", new
        {
            timeoutSeconds = HalfASecond.TotalSeconds,
            seconds = new { framework = times[0], shortTimeouts = times[1], cached = times[2] },
        });
        Assert.InRange(times[0], 30, 300);
        Assert.InRange(times[1], 1, times[0] / 2);
        Assert.InRange(times[2], 0.4, times[0] / 4);

        static async Task<double> TimeAsync(Host host)
        {
            var clock = Stopwatch.StartNew();
            var report = await Task.Run(() => host.CheckAsync());
            Assert.Equal(HealthStatus.Unhealthy, report.Status);
            return Math.Round(clock.Elapsed.TotalSeconds, 1);
        }
    }

    [Fact]
    public async Task A_cached_check_answers_in_time_even_if_the_check_ignores_its_token()
    {
        await using var host = await HostAsync(checks =>
            checks.AddCachedCheck<DeafCheck>("database", TimeSpan.FromMilliseconds(50), HalfASecond));
        var before = DeafCheck.Runs;
        using (postgres.Server.Freeze())
        {
            var first = await host.CheckAsync().WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(HealthStatus.Unhealthy, first.Status);
            Assert.Matches(@"^no result for \d+\.\d s$", first.Entries["database"].Description);

            // Later probes find it still hanging: they neither wait nor start another one.
            for (var probe = 0; probe < 20; probe++)
                Assert.Equal(HealthStatus.Unhealthy, (await host.CheckAsync()).Status);
            Assert.Equal(1, DeafCheck.Runs - before);
        }
        await Until.TrueAsync("healthy again", async () =>
            (await host.CheckAsync()).Status == HealthStatus.Healthy);
    }

    [Fact]
    public async Task Without_a_cache_every_probe_is_a_query()
    {
        const int probes = 200;
        Dictionary<string, int> queries = [];
        foreach (var cached in (bool[])[false, true])
        {
            await using var host = await HostAsync(checks => _ = cached
                ? checks.AddCachedCheck<DatabaseCheck>("database", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30))
                : checks.AddCheck<DatabaseCheck>("database"), "Maximum Pool Size=20");
            await ResetQueriesAsync();
            await Task.WhenAll(Enumerable.Range(0, probes).Select(_ => host.CheckAsync()));
            queries[cached ? "cached" : "plain"] = await QueriesAsync();
        }
        Results.Write("cache.json", new { probes, queries });
        Assert.Equal(probes, queries["plain"]);
        Assert.Equal(1, queries["cached"]);
    }

    [Fact]
    public async Task A_result_is_never_older_than_its_interval()
    {
        var time = new ManualTime();
        var database = new Switch();
        var cached = new CachedCheck(database, TimeSpan.FromSeconds(2), HalfASecond, time);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());

        database.Works = false;
        time.Pass(1.9);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync()); // the price of a cache
        time.Pass(0.1);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync());

        database.Works = true;
        time.Pass(1.9);
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync()); // failures are cached as well
        time.Pass(0.1);
        Assert.Equal(HealthStatus.Healthy, await StatusAsync());

        async Task<HealthStatus> StatusAsync() =>
            (await cached.CheckHealthAsync(ContextOf(cached))).Status;
    }

    [Fact]
    public async Task One_caller_that_goes_away_does_not_cancel_the_check_of_the_others()
    {
        var gate = new TaskCompletionSource<HealthCheckResult>();
        var cached = new CachedCheck(
            new Waiting(gate.Task), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeProvider.System);
        using var leaving = new CancellationTokenSource();
        var first = cached.CheckHealthAsync(ContextOf(cached), leaving.Token);
        var second = cached.CheckHealthAsync(ContextOf(cached));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult(HealthCheckResult.Healthy());

        Assert.Equal(HealthStatus.Healthy, (await second).Status);
    }

    private static HealthCheckContext ContextOf(IHealthCheck check) => new()
    {
        Registration = new("database", check, HealthStatus.Unhealthy, tags: null),
    };

    private async Task<Host> HostAsync(
        Action<IHealthChecksBuilder> register, string settings = "")
    {
        var connection = await postgres.Server.CreateDatabaseAsync() + ";" + settings;
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        register(services.AddHealthChecks());
        var host = new Host(services.BuildServiceProvider());
        // One connection is in the pool, as in a service that has been running for a while.
        var source = host.Services.GetRequiredService<NpgsqlDataSource>();
        await using var command = source.CreateCommand("SELECT 'warm'");
        await command.ExecuteScalarAsync();
        return host;
    }

    private Task ResetQueriesAsync() => postgres.Server.RunSqlAsync("""
        CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
        SELECT pg_stat_statements_reset();
        """);

    private async Task<int> QueriesAsync() => int.Parse(await postgres.Server.RunSqlAsync(
        "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query IN ('SELECT 1', 'SELECT $1')"));

    private sealed class Host(ServiceProvider services) : IAsyncDisposable
    {
        private Task abandoned = Task.CompletedTask;

        public ServiceProvider Services => services;

        public Task<HealthReport> CheckAsync() =>
            services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        /// <summary>A check that still runs ends once the server is no longer frozen.</summary>
        public void Abandon(Task check) => abandoned = check;

        public async ValueTask DisposeAsync()
        {
            await Task.WhenAny(abandoned);
            await services.DisposeAsync();
        }
    }

    /// <summary>Real work against the real database, without the token.</summary>
    private sealed class DeafCheck(NpgsqlDataSource database) : IHealthCheck
    {
        private static int runs;

        public static int Runs => runs;

        public async Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref runs);
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(CancellationToken.None);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class Switch : IHealthCheck
    {
        public bool Works { get; set; } = true;

        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellation = default) =>
            Task.FromResult(Works ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }

    private sealed class Waiting(Task<HealthCheckResult> result) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(
            HealthCheckContext context, CancellationToken cancellation = default) =>
            result.WaitAsync(cancellation);
    }

    private sealed class ManualTime : TimeProvider
    {
        private long ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Pass(double seconds) => ticks += TimeSpan.FromSeconds(seconds).Ticks;
    }
}
