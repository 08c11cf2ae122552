using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Wallets.Pessimistic;

public enum RowLock
{
    NoKeyUpdate,
    Update,
}

public sealed class LockingPayments(
    Func<WalletContext> open, RowLock strength = RowLock.NoKeyUpdate) : IPayments
{
    public async Task<Receipt> PayAsync(
        Guid payment, long wallet, decimal amount, CancellationToken cancellation = default)
    {
        var attempts = 0;
        var paid = await open.InTransactionAsync(
            IsolationLevel.ReadCommitted, async (context, token) =>
            {
                attempts++;
                var from = await Lock(context, wallet).SingleAsync(token);
                var paid = context.TryPay(payment, from, amount);
                await context.SaveChangesAsync(token);
                return paid;
            }, cancellation);
        return new(paid, attempts);
    }

    private IQueryable<Wallet> Lock(WalletContext context, long wallet) => strength switch
    {
        RowLock.NoKeyUpdate => context.Wallets.Locked(wallet),
        RowLock.Update => context.Wallets.LockedForUpdate(wallet),
        _ => throw new InvalidOperationException($"{strength} is not a lock for payments"),
    };
}
