using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Answers;

public static class Telemetry
{
    public const string Name = "Answers";

    private static readonly Meter Meter = new(Name);

    /// <summary>One span for each part of an answer.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Parts left out of answers, by service.</summary>
    public static Counter<long> MissingParts { get; } =
        Meter.CreateCounter<long>("answers.parts.missing");
}
