using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Wallets;

/// <summary>Condition and change in one statement: nothing is read first.</summary>
public sealed class AtomicPayments(Func<WalletContext> open) : IPayments
{
    public async Task<Receipt> PayAsync(
        Guid payment, long wallet, decimal amount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        var attempts = 0;
        var paid = await open.InTransactionAsync(
            IsolationLevel.ReadCommitted, async (context, token) =>
            {
                attempts++;
                #region atomic
                var rows = await context.Wallets
                    .Where(w => w.Id == wallet && w.IsOpen && w.Balance >= amount)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(w => w.Balance, w => w.Balance - amount), token);
                if (rows == 0)
                    return false;
                context.Add(new Payment(payment, wallet, amount));
                await context.SaveChangesAsync(token);
                return true;
                #endregion
            }, cancellation);
        return new(paid, attempts);
    }
}
