namespace Backends;

/// <summary>
/// How long each service takes, a twentieth of the original: 50 ms here were one second
/// there. A small share of the calls to a passage takes far longer.
/// </summary>
public sealed class ServiceTimes
{
    public const int Scale = 20;

    #region times
    private static readonly Dictionary<string, double> Milliseconds = new()
    {
        ["profile"] = 100,
        ["permissions"] = 150,
        ["embedding"] = 200,
        ["passage"] = 180,
        ["related"] = 250,
    };

    public double MicrosecondsPerDistance { get; init; } = 40;

    public double SlowShare { get; init; } = 0.02;

    public double SlowFactor { get; init; } = 5;
    #endregion

    /// <summary>No waiting at all, to see what the calls themselves cost.</summary>
    public static ServiceTimes None { get; } = new() { unit = 0, MicrosecondsPerDistance = 0 };

    private double unit = 1;

    public Task TakeAsync(string service, CancellationToken cancellation = default)
    {
        var slow = service == "passage" && Random.Shared.NextDouble() < SlowShare;
        return Task.Delay(
            TimeSpan.FromMilliseconds(unit * Milliseconds[service] * (slow ? SlowFactor : 1)),
            cancellation);
    }

    public Task CompareAsync(int distances) =>
        Task.Delay(TimeSpan.FromMicroseconds(distances * MicrosecondsPerDistance));

    public static IEnumerable<string> Services => Milliseconds.Keys;
}
