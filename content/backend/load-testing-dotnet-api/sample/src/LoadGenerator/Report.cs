using HdrHistogram;

namespace LoadGenerator;

/// <param name="Started">Of the system's monotonic clock, which all processes share.</param>
/// <param name="Ended">After the last response, so that nothing under way is left out.</param>
/// <param name="Latency">Of successes, from the moment at which the request should have started.</param>
/// <param name="FromSend">Of successes, from the moment at which it did start.</param>
/// <param name="Corrected">As Latency, with the requests that a waiting user did not send made up.</param>
/// <param name="Failed">Of everything else, timeouts included.</param>
/// <param name="Lag">How late requests were sent.</param>
public sealed record Report(
    LoadModel Model, long Started, long Ended, double Seconds,
    long Sent, long Dropped, Dictionary<string, long> Outcomes, double FirstMs,
    Latencies Latency, Latencies FromSend, Latencies Corrected, Latencies Failed, Latencies Lag,
    Timeline Timeline, string Histogram)
{
    public long Succeeded => Latency.Count;

    public double SucceededPerSecond => Succeeded / Seconds;

    #region problems
    /// <summary>Why the figures must not be used; a run without problems has none.</summary>
    public IReadOnlyList<string> Problems(double mostLagMs)
    {
        List<string> problems = [];
        if (Dropped > 0)
            problems.Add($"{Dropped} arrivals were dropped: the load was lower than asked for");
        if (Lag.P99Ms > mostLagMs)
            problems.Add($"99 of 100 requests started up to {Lag.P99Ms} ms late: "
                + "the generator, or its machine, could not keep the schedule");
        if (Failed.Count > 0)
            problems.Add($"{Failed.Count} of {Sent} requests failed and are not in the latencies");
        return problems;
    }
    #endregion
}

public sealed record Latencies(
    long Count, double MeanMs, double P50Ms, double P90Ms, double P99Ms, double MaxMs)
{
    public static Latencies Of(HistogramBase histogram)
    {
        if (histogram.TotalCount == 0)
            return new(0, 0, 0, 0, 0, 0);
        return new(histogram.TotalCount, Math.Round(histogram.GetMean() / 1000, 2),
            At(50), At(90), At(99), At(100));

        double At(double percentile) =>
            Math.Round(histogram.GetValueAtPercentile(percentile) / 1000.0, 2);
    }
}

/// <summary>Requests started and completed in each interval of a run.</summary>
public sealed record Timeline(double BinMs, int[] Started, int[] Completed);
