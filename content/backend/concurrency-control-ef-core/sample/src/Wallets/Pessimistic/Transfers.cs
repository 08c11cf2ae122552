using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Wallets.Pessimistic;

public sealed class Transfers(Func<WalletContext> open)
{
    /// <summary>Returns how many attempts the transfer took.</summary>
    public async Task<int> TransferAsync(
        long from, long to, decimal amount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(from, to);
        var attempts = 0;
        await open.InTransactionAsync(IsolationLevel.ReadCommitted, async (context, token) =>
        {
            attempts++;
            #region transfer
            var both = await context.Wallets.Locked(from, to).ToListAsync(token);
            var source = both.Single(w => w.Id == from);
            var target = both.Single(w => w.Id == to);
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
