namespace Receipts.Durable;

public static class Backoff
{
    #region backoff
    /// <summary>
    /// "Full jitter": anything up to a limit that doubles with each attempt (the first is 1).
    /// </summary>
    public static TimeSpan Delay(int attempt, WorkerOptions options, Random random) =>
        Longest(attempt, options) * random.NextDouble();

    public static TimeSpan Longest(int attempt, WorkerOptions options) =>
        TimeSpan.FromSeconds(Math.Min(
            options.LongestDelay.TotalSeconds,
            options.FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1)));
    #endregion
}
