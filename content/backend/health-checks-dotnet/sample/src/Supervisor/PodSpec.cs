namespace Supervisor;

/// <summary>An httpGet probe, with the defaults of Kubernetes.</summary>
public sealed record Probe(string Path)
{
    public int InitialDelaySeconds { get; init; }
    public int PeriodSeconds { get; init; } = 10;
    public int TimeoutSeconds { get; init; } = 1;
    public int SuccessThreshold { get; init; } = 1;
    public int FailureThreshold { get; init; } = 3;
}

public sealed record PodSpec(string Name)
{
    public Probe? Startup { get; init; }
    public Probe? Liveness { get; init; }
    public Probe? Readiness { get; init; }
    public TimeSpan TerminationGracePeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause before the second restart; it doubles with each further one.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan BackOffLimit { get; init; } = TimeSpan.FromSeconds(300);
}
