using System.Diagnostics;
using Offprint.Servers;
using Rooms.Tests.Styles;
using Rooms.Tests.Suite;

namespace Rooms.Tests.Cost;

/// <summary>The same tests, by one worker after the other or by several at a time.</summary>
[Collection(Alone.Name)]
public sealed class ParallelTests
{
    private const int Tests = 24;
    private int running, most;

    #region parallel
    [Fact]
    public async Task With_a_database_for_each_worker_tests_run_at_the_same_time()
    {
        await RunAsync<TemplateStyle>(workers: 1, tests: 4); // warm-up
        var template = new Dictionary<string, double>();
        var truncation = new Dictionary<string, double>();
        foreach (var workers in (int[])[1, 2, 4])
        {
            template[$"workers{workers}"] = await RunAsync<TemplateStyle>(workers, Tests);
            truncation[$"workers{workers}"] = await RunAsync<TruncationStyle>(workers, Tests);
        }
        Results.Write("parallel.json", new
        {
            Machine = Machine.Facts(await VersionAsync()), Tests, HostMs = await HostAsync(),
            Template = template, Truncation = truncation,
        });
        Assert.InRange(most, 2, 4);
    }
    #endregion

    /// <summary>Seconds. Each worker is a class of tests, with a fixture of its own.</summary>
    private async Task<double> RunAsync<TStyle>(int workers, int tests) where TStyle : Style, new()
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            var style = new TStyle();
            await style.InitializeAsync();
            for (var n = 0; n < tests / workers; n++)
            {
                await using var app = await style.StartAsync();
                InterlockedMax(Interlocked.Increment(ref running));
                await Scenarios.ConfirmedAsync(app);
                Interlocked.Decrement(ref running);
            }
            await style.DisposeAsync();
        })));
        return Math.Round(clock.Elapsed.TotalSeconds, 1);
    }

    private void InterlockedMax(int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    /// <summary>The median of starting and stopping the app itself.</summary>
    private static async Task<double> HostAsync()
    {
        await using var database = await (await Postgres.SharedAsync()).CopyAsync();
        var times = new List<double>();
        for (var n = 0; n < 21; n++)
        {
            var clock = Stopwatch.StartNew();
            await App.Start(database.Connection, () => ValueTask.CompletedTask).DisposeAsync();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return Math.Round(times.Order().ElementAt(times.Count / 2), 1);
    }

    private static async Task<string> VersionAsync()
    {
        var databases = await Postgres.SharedAsync();
        await using var session = await Session.OpenAsync(databases.Connection("postgres", pooling: false));
        return (await session.ReadAsync<string>("SHOW server_version")).Split(' ')[0];
    }
}
