using System.Net.Http.Json;
using LoadGenerator;
using Offprint.Servers;
using Quotes;

namespace LoadTesting.Tests;

/// <summary>The same load on the same program, in one process for each mode of the collector.</summary>
public sealed class GcRuns : IAsyncLifetime
{
    private const int LiveObjects = 1_000_000, Rate = 100, Seconds = 3;

    public Dictionary<string, GcRun> All { get; } = [];

    public async Task InitializeAsync()
    {
        Dictionary<string, string[]> modes = new()
        {
            ["workstation"] = ["DOTNET_gcServer=0"],
            ["workstationNonConcurrent"] = ["DOTNET_gcServer=0", "DOTNET_gcConcurrent=0"],
            ["server"] = ["DOTNET_gcServer=1", "DOTNET_GCDynamicAdaptationMode=0"],
            ["serverDatas"] = ["DOTNET_gcServer=1"],
        };
        foreach (var (name, variables) in modes)
        {
            // A heap for each processor, so the same number of heaps on every machine.
            await using var api = await Api.StartAsync(
                [$"Reports:LiveObjects={LiveObjects}"], ["DOTNET_PROCESSOR_COUNT=2", .. variables]);
            var facts = await api.FactsAsync();
            var report = await Generator.RunAsync(api.At("exports"), async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                using var response = await api.Http.PostAsync("collect", null);
                response.EnsureSuccessStatusCode();
            }, "WarmUpSeconds=1", $"Rate={Rate}", $"Seconds={Seconds}");
            var forced = await api.Http.GetFromJsonAsync<Collections>("collections");
            All[name] = new(facts, report, forced!, (await api.StopAsync()).During(report));
        }
        Results.Write("gc.json", new
        {
            Machine = Machine.Here, LiveObjects, Rate, Seconds,
            Modes = All.ToDictionary(one => one.Key, one => one.Value.Figures),
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;
}

public sealed record GcRun(RuntimeFacts Facts, Report Report, Collections Forced, Readings Readings)
{
    public double Collections => Readings.Gained(one => one.Collections);

    public double CommittedMb => Readings.Most(one => one.CommittedBytes) / 1e6;

    public object Figures => new
    {
        Facts.ServerGc, Facts.LatencyMode,
        Report.Latency.P50Ms, Report.Latency.P99Ms, MaxMs = Math.Round(Report.Latency.MaxMs, 1),
        Collections,
        PauseMs = Math.Round(1000 * Readings.Gained(one => one.PauseSeconds), 1),
        CommittedMb = Math.Round(CommittedMb),
        Gen2Background = Forced.BackgroundIndex > 0,
        BackgroundPauseMs = Math.Round(Forced.BackgroundPauseMs, 1),
        Gen2Blocking = Forced.BlockingIndex > 0,
        BlockingPauseMs = Math.Round(Forced.BlockingPauseMs, 1),
        HeapCount = Facts.Gc["HeapCount"], Gen0MaxBudget = Facts.Gc["GCGen0MaxBudget"],
        Adaptation = Facts.Gc["GCDynamicAdaptationMode"],
    };
}

public sealed class GcTests(GcRuns runs) : IClassFixture<GcRuns>
{
    [Fact]
    public void Each_mode_reaches_the_process()
    {
        Assert.False(runs.All["workstation"].Facts.ServerGc);
        Assert.Equal("Interactive", runs.All["workstation"].Facts.LatencyMode);
        Assert.Equal("Batch", runs.All["workstationNonConcurrent"].Facts.LatencyMode);
        Assert.True(runs.All["server"].Facts.ServerGc);
        Assert.True(runs.All["serverDatas"].Facts.ServerGc);
        Assert.Equal("0", runs.All["server"].Facts.Gc["GCDynamicAdaptationMode"]);
        Assert.Equal("1", runs.All["serverDatas"].Facts.Gc["GCDynamicAdaptationMode"]);
    }

    [Fact]
    public void Server_GC_collects_less_often_and_commits_more_memory()
    {
        var (workstation, server) = (runs.All["workstation"], runs.All["server"]);
        Assert.True(server.Collections * 1.5 < workstation.Collections, $"{server.Figures}");
        Assert.True(server.CommittedMb > workstation.CommittedMb, $"{server.Figures}, {workstation.Figures}");
    }

    [Fact]
    public void Concurrent_GC_collects_generation_2_in_the_background_and_non_concurrent_blocks()
    {
        Assert.True(runs.All["workstation"].Forced.BackgroundIndex > 0);
        Assert.Equal(0, runs.All["workstationNonConcurrent"].Forced.BackgroundIndex);
        Assert.True(runs.All["workstationNonConcurrent"].Forced.BlockingIndex > 0);
    }

    [Fact]
    public void DATAS_collects_more_often_and_commits_less_than_server_GC_without_it()
    {
        var (server, datas) = (runs.All["server"], runs.All["serverDatas"]);
        Assert.True(datas.Collections > server.Collections, $"{datas.Figures}");
        Assert.True(datas.CommittedMb < server.CommittedMb, $"{datas.Figures}, {server.Figures}");
    }

    [Fact]
    public async Task Server_GC_on_one_processor_is_workstation_GC()
    {
        await using var api = await Api.StartAsync([], ["DOTNET_gcServer=1", "DOTNET_PROCESSOR_COUNT=1"]);
        var facts = await api.FactsAsync();
        Assert.Equal(1, facts.Processors);
        Assert.False(facts.ServerGc);
    }
}
