namespace LoadGenerator;

/// <summary>When requests start, from the beginning of a run.</summary>
public static class Arrivals
{
    #region arrivals
    public static IEnumerable<TimeSpan> Of(double rate, TimeSpan length, Random? random = null)
    {
        for (var at = Gap(); at < length.TotalSeconds; at += Gap())
            yield return TimeSpan.FromSeconds(at);

        // Exponential gaps make a Poisson process: callers who know nothing of each other.
        double Gap() => random is null ? 1 / rate : -Math.Log(1 - random.NextDouble()) / rate;
    }
    #endregion
}
