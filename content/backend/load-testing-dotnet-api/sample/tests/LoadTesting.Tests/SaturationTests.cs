using System.Globalization;
using LoadGenerator;
using Offprint.Servers;

namespace LoadTesting.Tests;

/// <summary>
/// Eight slots, each held for at least 40 ms: no machine gets more than 200 requests a second
/// through this API, and a slow one gets fewer.
/// </summary>
public sealed class SaturationRuns : IAsyncLifetime
{
    public const int Slots = 8, HoldMs = 40, Capacity = Slots * 1000 / HoldMs;
    public const int Overload = Capacity * 3 / 2;
    public const double Seconds = 3;
    private static readonly int[] Rates = [40, 100, 160, 190, 220, Overload];
    private static readonly int[] UserCounts = [16, 64];

    public Dictionary<int, Point> Open { get; } = [];

    public Dictionary<int, Point> Closed { get; } = [];

    public Report HalfAsLong { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await using var api = await StartAsync();
        List<(Dictionary<int, Point> To, int Key, Report Report)> runs = [];
        foreach (var rate in Rates)
            runs.Add((Open, rate, await RunAsync(api, Seconds, "Poisson=true", $"Rate={rate}")));
        foreach (var users in UserCounts)
            runs.Add((Closed, users, await RunAsync(api, Seconds / 2, "Model=Closed", $"Users={users}")));
        HalfAsLong = await RunAsync(api, Seconds / 2, "Poisson=true", $"Rate={Overload}");

        var readings = await api.StopAsync();
        foreach (var (to, key, report) in runs)
            to[key] = new(report, readings.During(report));

        Results.Write("saturation.json", new
        {
            Machine = Machine.Here, Slots, HoldMs, Capacity, Seconds,
            Open = Open.ToDictionary(one => $"rate{one.Key}", one => one.Value.Figures),
            Closed = Closed.ToDictionary(one => $"users{one.Key}", one => one.Value.Figures),
            HalfAsLong = new
            {
                Seconds = Seconds / 2, P99Ms = Math.Round(HalfAsLong.Latency.P99Ms),
            },
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static Task<Api> StartAsync(params string[] settings) => Api.StartAsync(
        [$"Pool:Size={Slots}", $"Pool:Hold=00:00:00.{HoldMs:000}", .. settings]);

    private static Task<Report> RunAsync(Api api, double seconds, params string[] options) =>
        Generator.RunAsync(api.At("quotes/1"), [$"Seconds={seconds.ToString(CultureInfo.InvariantCulture)}", "WarmUpSeconds=0.2", .. options]);
}

/// <summary>
/// A run, measured in two processes: rate and latency by the generator, requests in the system
/// by the API's own gauge.
/// </summary>
public sealed record Point(Report Report, Readings Readings)
{
    #region little
    /// <summary>λ, completed requests a second: counted by the generator.</summary>
    public double Throughput => Report.SucceededPerSecond;

    /// <summary>W, the mean latency in seconds: timed by the generator.</summary>
    public double MeanLatency => Report.FromSend.MeanMs / 1000;

    /// <summary>L, the requests in the API: its gauge `http.server.active_requests`.</summary>
    public double InSystem => Readings.Average(one => one.ActiveRequests);
    #endregion

    /// <summary>How long a slot was held in truth, on this machine in this run.</summary>
    public double MeanHold =>
        Readings.Gained(one => one.HoldSeconds) / Readings.Gained(one => one.Holds);

    /// <summary>What the slots can do in truth.</summary>
    public double Ceiling => SaturationRuns.Slots / MeanHold;

    public object Figures => new
    {
        Report.Sent,
        Throughput = Math.Round(Throughput),
        MeanMs = Math.Round(MeanLatency * 1000),
        P50Ms = Math.Round(Report.Latency.P50Ms),
        P99Ms = Math.Round(Report.Latency.P99Ms),
        InSystem = Math.Round(InSystem, 1),
        Product = Math.Round(Throughput * MeanLatency, 1),
        MeanHoldMs = Math.Round(MeanHold * 1000, 1),
        Ceiling = Math.Round(Ceiling),
        LagP99Ms = Math.Round(Report.Lag.P99Ms, 1),
    };
}

public sealed class SaturationTests(SaturationRuns runs) : IClassFixture<SaturationRuns>
{
    [Fact]
    public void Throughput_follows_the_arrival_rate_up_to_the_capacity_and_no_further()
    {
        foreach (var rate in (int[])[40, 100])
        {
            var run = runs.Open[rate].Report;
            Assert.True(run.SucceededPerSecond > 0.8 * run.Sent / SaturationRuns.Seconds, $"{run.SucceededPerSecond} at {rate}");
        }
        foreach (var point in runs.Open.Values.Concat(runs.Closed.Values))
            Assert.True(point.Throughput <= SaturationRuns.Capacity * 1.01, $"{point.Throughput}");
        var overloaded = runs.Open[SaturationRuns.Overload];
        Assert.InRange(overloaded.Throughput / overloaded.Ceiling, 0.75, 1.05);
    }

    [Fact]
    public void Latency_explodes_once_arrivals_exceed_the_capacity()
    {
        var (half, over) = (runs.Open[100].Report.Latency, runs.Open[SaturationRuns.Overload].Report.Latency);
        Assert.True(over.P99Ms > 5 * half.P99Ms, $"{half} at half, {over} over capacity");
        Assert.True(over.P99Ms > 1_000, $"{over}: 900 requests need 4.5 s and arrive in 3");
    }

    [Fact]
    public void Above_capacity_p99_measures_how_long_the_test_ran()
    {
        var (whole, half) = (runs.Open[SaturationRuns.Overload].Report.Latency, runs.HalfAsLong.Latency);
        Assert.True(whole.P99Ms > 1.4 * half.P99Ms, $"{half} after half of the time, {whole} after all");
    }

    [Fact]
    public void Littles_law_holds_at_every_arrival_rate()
    {
        foreach (var (rate, point) in runs.Open)
            Assert.True(
                point.InSystem / (point.Throughput * point.MeanLatency) is > 0.7 and < 1.15,
                $"{rate}: {point.InSystem} in the system, {point.Throughput}/s for {point.MeanLatency} s");
    }

    [Fact]
    public void A_closed_generator_measures_its_own_number_of_users()
    {
        foreach (var (users, point) in runs.Closed)
            Assert.InRange(point.Throughput * point.MeanLatency / users, 0.8, 1.05);
        Assert.True(runs.Closed[64].MeanLatency > 3 * runs.Closed[16].MeanLatency, "the rate is the same");
    }

    [Fact]
    public void Closed_users_hide_the_overload_that_open_arrivals_show()
    {
        var closed = runs.Closed[16];
        Assert.True(closed.Throughput > 0.75 * closed.Ceiling, "as busy as it can be");
        Assert.True(closed.Report.Latency.P99Ms * 3
            < runs.Open[SaturationRuns.Overload].Report.Latency.P99Ms, $"{closed.Report.Latency}");
    }
}
