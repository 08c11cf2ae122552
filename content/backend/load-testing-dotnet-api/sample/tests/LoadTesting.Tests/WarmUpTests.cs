using LoadGenerator;
using Offprint.Servers;

namespace LoadTesting.Tests;

/// <summary>
/// A fresh process for each setting of the JIT. The generator rehearses on another server first,
/// so that what is cold is the API alone.
/// </summary>
public sealed class WarmUpRuns : IAsyncLifetime
{
    public const int Seconds = 4;
    private const int Rounds = 12;

    public Dictionary<string, Warming> All { get; } = [];

    public async Task InitializeAsync()
    {
        await using var stage = await Api.StartAsync();
        Dictionary<string, string[]> settings = new()
        {
            ["defaults"] = [],
            ["withoutTiers"] = ["DOTNET_TieredCompilation=0"],
            ["withoutPgo"] = ["DOTNET_TieredPGO=0"],
            ["withoutReadyToRun"] = ["DOTNET_ReadyToRun=0"],
        };
        foreach (var (name, variables) in settings)
        {
            await using var api = await Api.StartAsync([], variables);
            var report = await Generator.RunAsync(api.At("reports"),
                $"Rehearsal={stage.At("reports")}", "Model=Closed", "Users=1", $"Seconds={Seconds}");
            var compiledLater = name is "defaults" or "withoutTiers" ? await WarmUpAsync(api) : [];
            All[name] = new(report, await api.StopAsync(), compiledLater);
        }
        Results.Write("warm-up.json", new
        {
            Machine = Machine.Here, Seconds,
            Settings = All.ToDictionary(one => one.Key, one => one.Value.Figures),
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    #region warm-up
    /// <summary>
    /// A second of load and a pause, in which the background compiler catches up, until a round
    /// compiles almost nothing.
    /// </summary>
    private static async Task<List<long>> WarmUpAsync(Api api)
    {
        var compiled = new List<long>();
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            var before = (await api.FactsAsync()).CompiledMethods;
            await Generator.RunAsync(api.At("reports"), "Model=Closed", "Users=1", "Seconds=1");
            compiled.Add((await api.FactsAsync()).CompiledMethods - before);
        }
        while (compiled[^1] >= 20 && compiled.Count < Rounds);
        return compiled;
    }
    #endregion
}

/// <param name="CompiledLater">Methods in each of the rounds after the run.</param>
public sealed record Warming(Report Report, Readings Readings, IReadOnlyList<long> CompiledLater)
{
    private static readonly long Frequency = System.Diagnostics.Stopwatch.Frequency;

    public long CompiledBefore => Readings.All.Last(one => one.At <= Report.Started).CompiledMethods;

    /// <summary>Methods compiled in a second of the run, the first being 0.</summary>
    public long Compiled(int second) => (long)Readings
        .Between(Report.Started + second * Frequency, Report.Started + (second + 1) * Frequency)
        .Gained(one => one.CompiledMethods);

    /// <summary>Requests completed in that second.</summary>
    public int Completed(int second)
    {
        var bins = (int)(1000 / Report.Timeline.BinMs);
        return Report.Timeline.Completed.Skip(second * bins).Take(bins).Sum();
    }

    /// <summary>From the first request on.</summary>
    public double CompiledInAll => Readings.During(Report).Gained(one => one.CompiledMethods);

    public object Figures => new
    {
        CompiledBefore, CompiledInAll, CompiledLater,
        CompiledAtLast = CompiledLater.LastOrDefault(),
        FirstMs = Math.Round(Report.FirstMs),
        Report.Latency.P50Ms,
        Report.Latency.P99Ms,
        Report.Sent,
        Compiled = EachSecond(Compiled),
        Completed = EachSecond(Completed),
    };

    private static Dictionary<string, T> EachSecond<T>(Func<int, T> value) =>
        Enumerable.Range(0, WarmUpRuns.Seconds).ToDictionary(n => $"second{n + 1}", value);
}

public sealed class WarmUpTests(WarmUpRuns runs) : IClassFixture<WarmUpRuns>
{
    [Fact]
    public void The_first_seconds_compile_hundreds_of_methods_and_a_warm_process_almost_none()
    {
        var defaults = runs.All["defaults"];
        var warmingUp = defaults.CompiledInAll + defaults.CompiledLater.SkipLast(1).Sum();
        Assert.True(warmingUp > 300, $"{defaults.Figures}");
        Assert.True(defaults.CompiledLater[^1] < warmingUp / 5, $"{defaults.Figures}");
    }

    [Fact]
    public void The_first_request_takes_many_times_the_median()
    {
        var report = runs.All["defaults"].Report;
        Assert.True(report.FirstMs > 10 * report.Latency.P50Ms, $"{report.FirstMs} ms, then {report.Latency}");
    }

    [Fact]
    public void Without_precompiled_code_a_start_compiles_several_times_as_many_methods() =>
        Assert.True(runs.All["withoutReadyToRun"].CompiledBefore > 3 * runs.All["defaults"].CompiledBefore);

    [Fact]
    public void Without_tiers_nothing_is_compiled_twice()
    {
        var (defaults, withoutTiers) = (runs.All["defaults"], runs.All["withoutTiers"]);
        Assert.True(withoutTiers.CompiledLater[^1] < 20, $"{withoutTiers.Figures}");
        Assert.True(withoutTiers.CompiledInAll + withoutTiers.CompiledLater.Sum()
            < (defaults.CompiledInAll + defaults.CompiledLater.Sum()) / 2, $"{withoutTiers.Figures}");
    }

    [Fact]
    public async Task Requests_of_the_warm_up_are_in_no_figure_of_the_report()
    {
        await using var api = await Api.StartAsync();
        var cold = await Generator.RunAsync(api.At("reports"), "Rate=20", "Seconds=1");
        await using var other = await Api.StartAsync();
        var warm = await Generator.RunAsync(other.At("reports"), "Rate=20", "Seconds=1", "WarmUpSeconds=1.5");

        Assert.Equal(20, cold.Sent, 1.0);
        Assert.Equal(20, warm.Sent, 1.0);
        Assert.True(warm.FirstMs * 3 < cold.FirstMs, $"{cold.FirstMs} ms cold, {warm.FirstMs} ms warm");
    }
}
