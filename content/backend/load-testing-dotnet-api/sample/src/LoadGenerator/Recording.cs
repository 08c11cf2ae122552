using System.Diagnostics;
using HdrHistogram;

namespace LoadGenerator;

/// <summary>What happened in a run. Times are of <see cref="Stopwatch"/>.</summary>
public sealed class Recording(TimeSpan expectedInterval)
{
    private static readonly TimeSpan Bin = TimeSpan.FromMilliseconds(100);

    private readonly Lock turn = new();
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly Dictionary<string, long> outcomes = [];
    private readonly List<int> started = [], completed = [];
    private long dropped;
    private long? firstMicros;

    public LongHistogram Latency { get; } = NewHistogram();

    public LongHistogram FromSend { get; } = NewHistogram();

    public LongHistogram Corrected { get; } = NewHistogram();

    public LongHistogram Failed { get; } = NewHistogram();

    public LongHistogram Lag { get; } = NewHistogram();

    /// <summary>A microsecond to ten minutes, to three digits.</summary>
    public static LongHistogram NewHistogram() => new(1, 600_000_000, 3);

    public void Drop()
    {
        lock (turn)
            dropped++;
    }

    #region add
    public void Add(long intended, long sent, string outcome)
    {
        var done = Stopwatch.GetTimestamp();
        lock (turn)
        {
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            Lag.RecordValue(Micros(intended, sent));
            Count(started, sent);
            Count(completed, done);
            firstMicros ??= Micros(sent, done);
            if (outcome is not ['2', _, _])
            {
                Failed.RecordValue(Micros(intended, done));
                return;
            }
            Latency.RecordValue(Micros(intended, done));
            FromSend.RecordValue(Micros(sent, done));
            Corrected.RecordValueWithExpectedInterval(
                Micros(intended, done), (long)expectedInterval.TotalMicroseconds);
        }
    }
    #endregion

    public Report ToReport(LoadModel model)
    {
        lock (turn)
        {
            var end = Stopwatch.GetTimestamp();
            return new(model, start, end, Stopwatch.GetElapsedTime(start, end).TotalSeconds,
                outcomes.Values.Sum(), dropped, new(outcomes), (firstMicros ?? 0) / 1000.0,
                Latencies.Of(Latency), Latencies.Of(FromSend), Latencies.Of(Corrected),
                Latencies.Of(Failed), Latencies.Of(Lag),
                new(Bin.TotalMilliseconds, [.. started], [.. completed]),
                Histograms.Encode(Latency));
        }
    }

    private static long Micros(long from, long to) =>
        Math.Max(1, (long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds);

    private void Count(List<int> bins, long at)
    {
        var bin = Math.Max(0, (int)(Stopwatch.GetElapsedTime(start, at) / Bin));
        while (bins.Count <= bin)
            bins.Add(0);
        bins[bin]++;
    }
}
