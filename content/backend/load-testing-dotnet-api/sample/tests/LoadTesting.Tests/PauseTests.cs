using LoadGenerator;
using Offprint.Servers;

namespace LoadTesting.Tests;

/// <summary>
/// One API, one pause of two seconds (SIGSTOP), three ways to put a hundred requests a second on
/// it. The service takes 5 ms, from a pool that is never exhausted.
/// </summary>
public sealed class PauseRuns : IAsyncLifetime
{
    public const int Connections = 2, Seconds = 6;
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public Run Closed { get; private set; } = null!;

    public Run Open { get; private set; } = null!;

    public Run Paced { get; private set; } = null!;

    public Report UndisturbedClosed { get; private set; } = null!;

    public Report UndisturbedOpen { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await using var api = await Api.StartAsync("Pool:Size=1000", "Pool:Hold=00:00:00.005");
        Closed = await RunAsync(api, "Model=Closed", "Users=1", "ThinkMs=4", "ExpectedIntervalMs=10");
        Open = await RunAsync(api, "Model=Open", "Rate=100");
        Paced = await RunAsync(api, "Model=Paced", "Rate=100", $"Users={Connections}");
        string[] undisturbed = ["WarmUpSeconds=1", "Seconds=2"];
        UndisturbedClosed = await Generator.RunAsync(
            api.At("quotes/1"), [.. undisturbed, "Model=Closed", "Users=1", "ThinkMs=4"]);
        UndisturbedOpen = await Generator.RunAsync(
            api.At("quotes/1"), [.. undisturbed, "Model=Open", "Rate=100"]);
        await api.StopAsync();

        Results.Write("pause.json", new
        {
            Machine = Machine.Here, Seconds, Connections, PauseSeconds = Length.TotalSeconds, RatePerSecond = 100,
            Closed = Figures(Closed), Open = Figures(Open), Paced = Figures(Paced),
            Undisturbed = new
            {
                ClosedP50Ms = Math.Round(UndisturbedClosed.Latency.P50Ms, 1),
                OpenP50Ms = Math.Round(UndisturbedOpen.Latency.P50Ms, 1),
            },
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<Run> RunAsync(Api api, params string[] options)
    {
        Pause? pause = null;
        var report = await Generator.RunAsync(api.At("quotes/1"), async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            pause = await api.Process.PauseAsync(Length);
        }, ["WarmUpSeconds=1", $"Seconds={Seconds}", .. options]);
        return new(report, pause!);
    }

    private static object Figures(Run run) => new
    {
        run.Report.Sent,
        run.SentInPause,
        P50Ms = Math.Round(run.Report.Latency.P50Ms),
        P99Ms = Math.Round(run.Report.Latency.P99Ms),
        MaxMs = Math.Round(run.Report.Latency.MaxMs),
        FromSendP99Ms = Math.Round(run.Report.FromSend.P99Ms),
        CorrectedP99Ms = Math.Round(run.Report.Corrected.P99Ms),
        CorrectedCount = run.Report.Corrected.Count,
        LagP99Ms = Math.Round(run.Report.Lag.P99Ms, 1),
    };
}

public sealed record Run(Report Report, Pause Pause)
{
    /// <summary>In the intervals that lie in the pause as a whole.</summary>
    public int SentInPause
    {
        get
        {
            var bin = Report.Timeline.BinMs;
            var from = System.Diagnostics.Stopwatch.GetElapsedTime(Report.Started, Pause.From).TotalMilliseconds;
            var (first, last) = ((int)Math.Ceiling(from / bin), (int)((from + Pause.Milliseconds) / bin));
            return Report.Timeline.Started.Take(last).Skip(first).Sum();
        }
    }
}

public sealed class PauseTests(PauseRuns runs) : IClassFixture<PauseRuns>
{
    [Fact]
    public void The_closed_p99_misses_a_pause_of_two_seconds_that_the_open_p99_shows()
    {
        Assert.True(runs.Open.Report.Latency.P99Ms > 1_600, $"open {runs.Open.Report.Latency}");
        Assert.True(runs.Closed.Report.Latency.P99Ms < 800, $"closed {runs.Closed.Report.Latency}");
        Assert.True(runs.Closed.Report.Latency.MaxMs > 1_600, "the pause is in the closed run too");
    }

    [Fact]
    public void A_closed_generator_stops_asking_while_the_server_stands_still()
    {
        Assert.InRange(runs.Closed.SentInPause, 0, 1);
        Assert.InRange(runs.Paced.SentInPause, 0, PauseRuns.Connections);
        Assert.True(runs.Open.SentInPause > 150, $"{runs.Open.SentInPause} of 190");
    }

    [Fact]
    public void Corrected_for_the_requests_not_sent_the_closed_p99_shows_the_pause()
    {
        var (corrected, open) = (runs.Closed.Report.Corrected, runs.Open.Report.Latency);
        Assert.InRange(corrected.P99Ms / open.P99Ms, 0.7, 1.4);
    }

    [Fact]
    public void The_correction_makes_up_requests_that_were_never_sent()
    {
        var madeUp = runs.Closed.Report.Corrected.Count - runs.Closed.Report.Latency.Count;
        Assert.True(madeUp > 150, $"{madeUp} made up");
    }

    [Fact]
    public void A_fixed_number_of_connections_shows_the_pause_if_latency_counts_from_the_schedule()
    {
        Assert.True(runs.Paced.Report.Latency.P99Ms > 1_600, $"from the schedule {runs.Paced.Report.Latency}");
        Assert.True(runs.Paced.Report.FromSend.P99Ms < 800, $"from the send {runs.Paced.Report.FromSend}");
    }

    [Fact]
    public void Without_a_pause_both_models_agree_below_capacity() =>
        Assert.InRange(runs.UndisturbedClosed.Latency.P50Ms / runs.UndisturbedOpen.Latency.P50Ms, 0.5, 2);
}
