using Microsoft.EntityFrameworkCore;

namespace Wallets.Optimistic;

/// <summary>For a context with a token: the save that finds it moved starts again.</summary>
public sealed class OptimisticPayments(Func<WalletContext> open) : IPayments
{
    public const int MostAttempts = 40;

    #region optimistic
    public async Task<Receipt> PayAsync(
        Guid payment, long wallet, decimal amount, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = open(); // the last one's tracked wallet is out of date
            var from = await context.Wallets.SingleAsync(w => w.Id == wallet, cancellation);
            if (!context.TryPay(payment, from, amount))
                return new(Paid: false, attempt);
            try
            {
                await context.SaveChangesAsync(cancellation);
                return new(Paid: true, attempt);
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                await Task.Delay(Pause.After(attempt), cancellation);
            }
        }
    }
    #endregion
}
