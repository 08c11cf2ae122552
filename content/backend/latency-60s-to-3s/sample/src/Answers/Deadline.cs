using System.Diagnostics;

namespace Answers;

/// <summary>A point on this process's monotonic clock by which an answer must be there.</summary>
public readonly record struct Deadline
{
    private readonly long end;

    private Deadline(long end) => this.end = end;

    public static Deadline In(TimeSpan time) => new(
        Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    /// <exception cref="TimeoutException">Nothing remains.</exception>
    public TimeSpan Remaining()
    {
        var remaining = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), end);
        return remaining > TimeSpan.Zero
            ? remaining
            : throw new TimeoutException("The deadline has passed.");
    }
}

/// <param name="Required">For the parts without which there is no answer.</param>
/// <param name="Optional">For the parts that may be missing from one.</param>
public sealed record Deadlines(TimeSpan Required, TimeSpan Optional);
