namespace Backends;

/// <summary>
/// How long each service takes: simulated, at 50 real milliseconds for a simulated second.
/// A small share of the calls to some services takes far longer.
/// </summary>
public sealed class ServiceTimes
{
    /// <summary>Simulated milliseconds in a real one.</summary>
    public const int Scale = 20;

    #region times
    private static readonly Dictionary<string, double> Milliseconds = new()
    {
        ["profile"] = 150,
        ["permissions"] = 100,
        ["embedding"] = 200,
        ["passage"] = 180,
        ["related"] = 250,
    };

    public double MicrosecondsPerDistance { get; init; } = 25;

    public string[] SometimesSlow { get; init; } = ["passage"];

    public double SlowShare { get; init; } = 0.02;

    public double SlowFactor { get; init; } = 5;
    #endregion

    /// <summary>No waiting at all, to see what the calls themselves cost.</summary>
    public static ServiceTimes None { get; } = new() { unit = 0, MicrosecondsPerDistance = 0 };

    private double unit = 1;

    public Task TakeAsync(string service, CancellationToken cancellation)
    {
        var slow = SometimesSlow.Contains(service) && Random.Shared.NextDouble() < SlowShare;
        return Task.Delay(
            TimeSpan.FromMilliseconds(unit * Milliseconds[service] * (slow ? SlowFactor : 1)),
            cancellation);
    }

    public Task CompareAsync(int distances, CancellationToken cancellation) => Task.Delay(
        TimeSpan.FromMicroseconds(distances * MicrosecondsPerDistance), cancellation);

    public static IEnumerable<string> Services => Milliseconds.Keys;
}
