namespace Payments.Idempotency;

public sealed class IdempotencyOptions
{
    /// <summary>How long a duplicate waits for the first request before it gets a 409.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a key is remembered. Published, because clients depend on it.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);

    public TimeSpan CleanUpEvery { get; set; } = TimeSpan.FromMinutes(5);

    public int CleanUpBatch { get; set; } = 1000;

    /// <summary>A Wait of 0 is not: a lock_timeout of 0 means no limit.</summary>
    public bool IsValid =>
        Wait >= TimeSpan.FromMilliseconds(1) && Retention > TimeSpan.Zero
        && CleanUpEvery > TimeSpan.Zero && CleanUpBatch > 0;
}
