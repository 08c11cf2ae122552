namespace Bestsellers;

public sealed class CacheOptions
{
    /// <summary>Which cache: Hybrid, Fusion or Aside.</summary>
    public CacheKind Kind { get; set; } = CacheKind.Hybrid;

    /// <summary>Host and port.</summary>
    public string Redis { get; set; } = "localhost:6379";

    /// <summary>How long an entry lives, in Redis and at most in memory.</summary>
    public TimeSpan Expiration { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an instance may serve it from its own memory without asking Redis.</summary>
    public TimeSpan LocalExpiration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of serialized entries in the memory of an instance.</summary>
    public long MemoryBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>FusionCache: how long a request waits for the query if an old entry is there.</summary>
    public TimeSpan SoftTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>FusionCache: how long it waits if there is none.</summary>
    public TimeSpan HardTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>FusionCache: one query for all instances.</summary>
    public bool DistributedLock { get; set; }

    public bool IsValid => Expiration > TimeSpan.Zero && LocalExpiration > TimeSpan.Zero
        && LocalExpiration <= Expiration && MemoryBytes > 0
        && SoftTimeout > TimeSpan.Zero && SoftTimeout < HardTimeout;
}

public enum CacheKind { Hybrid, Fusion, Aside }
