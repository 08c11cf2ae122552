using System.Globalization;
using System.Runtime.InteropServices;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace LoadTesting.Tests;

/// <summary>Where and when a figure was taken; each results file has it.</summary>
public sealed record Machine(string Date, int Processors, string Runtime, string System)
{
    public static Machine Here { get; } = new(
        DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Environment.ProcessorCount, RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription);
}
