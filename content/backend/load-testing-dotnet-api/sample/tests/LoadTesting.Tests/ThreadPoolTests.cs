using LoadGenerator;
using Offprint.Servers;

namespace LoadTesting.Tests;

/// <summary>
/// A call to another service takes 200 ms. At 50 requests a second that is 10 waiting at any
/// time (λ·W): 10 threads if each blocks one, none if it is awaited. Beside it, a second
/// generator asks an endpoint that does nothing.
/// </summary>
public sealed class ThreadPoolRuns : IAsyncLifetime
{
    public const int Rate = 50, Seconds = 3;

    /// <summary>Little's law: requests that wait for the other service at any time.</summary>
    public static readonly double Waiting = Rate * Quotes.Rates.CallTime.TotalSeconds;

    public PoolRun Blocking { get; private set; } = null!;

    public PoolRun Awaited { get; private set; } = null!;

    public PoolRun MinimumThreads { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Blocking = await RunAsync("rates/blocking");
        Awaited = await RunAsync("rates/awaited");
        MinimumThreads = await RunAsync("rates/blocking", "Threads:Minimum=50");

        Results.Write("thread-pool.json", new
        {
            Machine = Machine.Here, Rate, Seconds, CallMs = Quotes.Rates.CallTime.TotalMilliseconds,
            Waiting,
            Blocking = Blocking.Figures, Awaited = Awaited.Figures, MinimumThreads = MinimumThreads.Figures,
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<PoolRun> RunAsync(string path, params string[] settings)
    {
        // With more, the pool starts with more threads, and these requests starve nobody.
        await using var api = await Api.StartAsync(settings, ["DOTNET_PROCESSOR_COUNT=2"]);
        using (await api.Http.GetAsync("ping")) { } // the first request is cold; that is another test
        var ping = Generator.RunAsync(api.At("ping"), "Rate=10", $"Seconds={Seconds}");
        var load = await Generator.RunAsync(api.At(path), $"Rate={Rate}", $"Seconds={Seconds}");
        var pings = await ping;
        var readings = await api.StopAsync();
        return new(load, pings, readings.During(load));
    }
}

public sealed record PoolRun(Report Load, Report Ping, Readings Readings)
{
    public double MostThreads => Readings.Most(one => one.Threads);

    public double MedianQueue => Readings.Median(one => one.QueueLength);

    public double MostQueue => Readings.Most(one => one.QueueLength);

    /// <summary>Of one core.</summary>
    public double ProcessorPercent => 100 * Readings.Gained(one => one.CpuSeconds) / Readings.Seconds;

    public object Figures => new
    {
        Load.Sent,
        FinishedAfterSeconds = Math.Round(Load.Seconds, 1),
        P50Ms = Math.Round(Load.Latency.P50Ms),
        P99Ms = Math.Round(Load.Latency.P99Ms),
        PingP50Ms = Math.Round(Ping.Latency.P50Ms, 1),
        PingP99Ms = Math.Round(Ping.Latency.P99Ms),
        FirstThreads = Readings.First.Threads,
        MostThreads,
        MedianQueue,
        MostQueue,
        ProcessorPercent = Math.Round(ProcessorPercent),
    };
}

public sealed class ThreadPoolTests(ThreadPoolRuns runs) : IClassFixture<ThreadPoolRuns>
{
    [Fact]
    public void Sync_over_async_fills_the_queue_and_adds_threads_while_the_processor_idles()
    {
        Assert.True(runs.Blocking.MostQueue > 30, $"{runs.Blocking.Figures}");
        Assert.True(runs.Blocking.MostThreads > 10, $"{runs.Blocking.Figures}");
        Assert.True(runs.Blocking.ProcessorPercent < 100, $"{runs.Blocking.Figures}: half of two cores");
    }

    [Fact]
    public void Awaiting_the_same_call_needs_few_threads_and_no_queue()
    {
        Assert.True(runs.Awaited.MostThreads < runs.Blocking.MostThreads, $"{runs.Awaited.Figures}");
        Assert.True(runs.Awaited.MedianQueue <= 2, $"{runs.Awaited.Figures}");
        Assert.True(runs.Awaited.Load.Latency.P50Ms * 2 < runs.Blocking.Load.Latency.P99Ms,
            $"{runs.Awaited.Figures} against {runs.Blocking.Figures}");
    }

    [Fact]
    public void The_recorder_keeps_its_interval_while_the_pool_is_starved() =>
        Assert.True(runs.Blocking.Readings.LongestGapSeconds < 1, $"{runs.Blocking.Readings.LongestGapSeconds} s");

    [Fact]
    public void Starvation_delays_an_endpoint_that_does_nothing() =>
        Assert.True(runs.Blocking.Ping.Latency.P99Ms > 3 * runs.Awaited.Ping.Latency.P99Ms
            && runs.Blocking.Ping.Latency.P99Ms > 500,
            $"{runs.Blocking.Figures} against {runs.Awaited.Figures}");

    [Fact]
    public void Minimum_threads_above_the_number_waiting_hide_the_starvation()
    {
        Assert.True(runs.MinimumThreads.Load.Latency.P99Ms * 2 < runs.Blocking.Load.Latency.P99Ms,
            $"{runs.MinimumThreads.Figures} against {runs.Blocking.Figures}");
        Assert.True(runs.MinimumThreads.MostThreads >= ThreadPoolRuns.Waiting, $"{runs.MinimumThreads.Figures}");
        Assert.True(runs.Awaited.MostThreads < runs.MinimumThreads.MostThreads, $"{runs.Awaited.Figures}");
    }
}
