using Microsoft.Extensions.Options;

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

    /// <summary>How often depth and age of the queue are read.</summary>
    public TimeSpan Monitor { get; init; } = TimeSpan.FromSeconds(15);

    public int MaxAttempts { get; init; } = 10;

    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(10);
}

#region rules
/// <summary>What the lease and the shutdown rest on, checked before the first job runs.</summary>
public sealed class WorkerOptionsRules(IOptions<HostOptions> host) : IValidateOptions<WorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        List<string> broken = [];
        if (options.TimeLimit >= options.Lease)
            broken.Add($"TimeLimit {options.TimeLimit} must be below Lease {options.Lease}");
        if (options.Grace >= host.Value.ShutdownTimeout)
            broken.Add($"Grace {options.Grace} must be below the host's ShutdownTimeout "
                + $"{host.Value.ShutdownTimeout}");
        return broken is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(broken);
    }
}
#endregion
