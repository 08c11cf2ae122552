using System.Runtime.InteropServices;

namespace Rooms.Tests.Cost;

internal static class Machine
{
    /// <summary>What the figures were taken on.</summary>
    public static object Facts(string postgresVersion) => new
    {
        Processors = Environment.ProcessorCount,
        Cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name"))
                ?.Split(':')[1].Trim()
            : null,
        System = RuntimeInformation.OSDescription,
        Date = DateTime.UtcNow.ToString("yyyy-MM-dd"),
        Runtime = RuntimeInformation.FrameworkDescription,
        Postgres = postgresVersion,
    };
}

/// <summary>Measurements run when no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
