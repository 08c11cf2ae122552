namespace Catalog;

public sealed record CatalogSettings
{
    /// <summary>The subject of the events, and the name of their counter.</summary>
    public required string Subject { get; init; }

    /// <summary>How long an entry lives, in Redis and in memory.</summary>
    public TimeSpan Life { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Longer than the slowest read and the lag of a replica.</summary>
    public TimeSpan FloorLife { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What ends a slow read long before its floor does.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public int MemoryCapacity { get; init; } = 10_000;

    /// <summary>How often a node compares the events it heard with the counter.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often the relay runs without being asked.</summary>
    public TimeSpan RelayEvery { get; init; } = TimeSpan.FromSeconds(1);
}
