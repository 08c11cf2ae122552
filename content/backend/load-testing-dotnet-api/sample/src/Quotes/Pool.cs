using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Quotes;

public sealed class PoolOptions
{
    public int Size { get; set; } = 8;

    public TimeSpan Hold { get; set; } = TimeSpan.FromMilliseconds(40);

    /// <summary>More requests than these are rejected instead of queued.</summary>
    public int MostWaiting { get; set; } = int.MaxValue;
}

/// <summary>
/// Stands in for a connection pool in front of a database: so many slots, each occupied for a
/// set time. Its capacity is known, whatever else the machine does: Size / Hold.
/// </summary>
public sealed class Pool(IOptions<PoolOptions> options, IMeterFactory meters)
{
    public const string MeterName = "Quotes.Pool", HoldName = "pool.hold.duration";

    private readonly PoolOptions options = options.Value;
    private readonly SemaphoreSlim slots = new(options.Value.Size);
    private readonly Histogram<double> holds =
        meters.Create(MeterName).CreateHistogram<double>(HoldName, "s");
    private int waiting;

    #region pool
    /// <returns>False if too many are waiting already.</returns>
    public async Task<bool> TryUseAsync(CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > options.MostWaiting)
                return false;
            await slots.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }

        try
        {
            await HoldAsync(cancellation);
            return true;
        }
        finally
        {
            slots.Release();
        }
    }
    #endregion

    /// <summary>Never shorter than the set time: timers may fire a fraction of a millisecond early.</summary>
    private async Task HoldAsync(CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        while (options.Hold - Stopwatch.GetElapsedTime(start) is { Ticks: > 0 } left)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), cancellation);
        holds.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
