namespace Shop;

/// <summary>
/// Allows retries for a fixed share of the requests. Every request earns a part of a token and
/// every retry spends a whole one, so retries follow the traffic and not the number of failures.
/// One instance belongs to one destination, and all requests to it share the instance.
/// </summary>
public sealed class RetryBudget
{
    // Thousandths of a token, so that a single atomic number holds the balance.
    private const long Token = 1_000;

    private readonly long earned;
    private readonly long most;
    private long balance;

    /// <param name="ratio">Retries per request in the long run: 0.1 is one retry for ten requests.</param>
    /// <param name="most">
    /// Tokens a quiet time can save up; the budget starts with as many. Every instance of the
    /// client has them, so a second's earnings are plenty.
    /// </param>
    public RetryBudget(double ratio, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratio, 0.001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ratio, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        earned = (long)Math.Round(ratio * Token);
        balance = this.most = most * Token;
    }

    #region budget
    /// <summary>A request was made: it earns its share of a retry.</summary>
    public void Earn()
    {
        long now;
        do
        {
            now = Volatile.Read(ref balance);
        }
        while (now < most
            && Interlocked.CompareExchange(ref balance, Math.Min(now + earned, most), now) != now);
    }

    /// <summary>Takes a token for a retry, if there is one.</summary>
    public bool TrySpend()
    {
        long now;
        do
        {
            now = Volatile.Read(ref balance);
            if (now < Token)
                return false;
        }
        while (Interlocked.CompareExchange(ref balance, now - Token, now) != now);
        return true;
    }
    #endregion
}
