namespace Quotes;

public sealed record Quote(int Id, decimal Price);

public sealed record Rate(string Currency, decimal Value);

public sealed record RuntimeFacts(
    bool ServerGc, string LatencyMode, int Processors, long CompiledMethods, Dictionary<string, string> Gc);

/// <summary>The last collections of generation 2, by the way they ran.</summary>
public sealed record Collections(
    long BackgroundIndex, double BackgroundPauseMs, long BlockingIndex, double BlockingPauseMs)
{
    public static Collections Read()
    {
        var background = GC.GetGCMemoryInfo(GCKind.Background);
        var blocking = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return new(background.Index, Longest(background), blocking.Index, Longest(blocking));
    }

    private static double Longest(GCMemoryInfo collection)
    {
        var longest = TimeSpan.Zero;
        foreach (var pause in collection.PauseDurations)
            longest = pause > longest ? pause : longest;
        return longest.TotalMilliseconds;
    }
}
