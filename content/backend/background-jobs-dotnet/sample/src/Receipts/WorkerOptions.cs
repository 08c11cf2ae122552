namespace Receipts;

public sealed class WorkerOptions
{
    /// <summary>Jobs at the same time in one process.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Orders that may wait in memory.</summary>
    public int Capacity { get; init; } = 1_000;

    /// <summary>How long an idle worker sleeps before it asks again.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a claimed job belongs to the worker that claimed it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a job may run; less than its lease.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(50);

    /// <summary>How long a shutdown waits for running jobs; less than the host's timeout.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(20);

    public int MaxAttempts { get; init; } = 10;

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(10);
}
