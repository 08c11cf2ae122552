using System.Data;
using Microsoft.EntityFrameworkCore;
using Wallets.Pessimistic;

namespace Wallets.Naive;

/// <summary>Locks in the order of the request. It deadlocks with a transfer the other way.</summary>
public sealed class RequestOrderTransfers(Func<WalletContext> open)
{
    /// <summary>Returns how many attempts the transfer took.</summary>
    public async Task<int> TransferAsync(
        long from, long to, decimal amount, CancellationToken cancellation = default)
    {
        var attempts = 0;
        await open.InTransactionAsync(IsolationLevel.ReadCommitted, async (context, token) =>
        {
            attempts++;
            #region request-order
            var source = await context.Wallets.Locked(from).SingleAsync(token);
            var target = await context.Wallets.Locked(to).SingleAsync(token);
            #endregion
            if (!source.TryTake(amount))
                return false;
            target.Add(amount);
            await context.SaveChangesAsync(token);
            return true;
        }, cancellation);
        return attempts;
    }
}
