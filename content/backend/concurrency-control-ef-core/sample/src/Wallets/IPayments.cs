namespace Wallets;

/// <param name="Paid">False if the balance is too low or the wallet closed.</param>
public sealed record Receipt(bool Paid, int Attempts);

/// <summary>One interface, and one implementation for each kind of concurrency control.</summary>
public interface IPayments
{
    Task<Receipt> PayAsync(
        Guid payment, long wallet, decimal amount, CancellationToken cancellation = default);
}

internal static class Pause
{
    #region pause
    /// <summary>Random, so that those who collided don't collide again in step.</summary>
    public static TimeSpan After(int attempt) =>
        TimeSpan.FromMilliseconds(5 * Math.Min(attempt, 8) * Random.Shared.NextDouble());
    #endregion
}
