using System.Data;
using Microsoft.EntityFrameworkCore;
using Wallets.Pessimistic;

namespace Wallets;

/// <summary>A rule over several rows: an owner keeps at least one open wallet.</summary>
public sealed class Closing(Func<WalletContext> open)
{
    /// <summary>Right only if the isolation is Serializable.</summary>
    public Task<bool> CloseAsync(
        long owner, long wallet, IsolationLevel isolation, CancellationToken cancellation = default) =>
        open.InTransactionAsync(isolation, async (context, token) =>
        {
            #region close
            var wallets = await context.Wallets.Where(w => w.Owner == owner).ToListAsync(token);
            if (wallets.Count(w => w.IsOpen) < 2)
                return false;
            wallets.Single(w => w.Id == wallet).Close();
            await context.SaveChangesAsync(token);
            #endregion
            return true;
        }, cancellation);

    /// <summary>The same under row locks on every wallet that the rule reads.</summary>
    public Task<bool> CloseLockedAsync(
        long owner, long wallet, CancellationToken cancellation = default) =>
        open.InTransactionAsync(IsolationLevel.ReadCommitted, async (context, token) =>
        {
            var wallets = await context.Wallets.LockedOfOwner(owner).ToListAsync(token);
            if (wallets.Count(w => w.IsOpen) < 2)
                return false;
            wallets.Single(w => w.Id == wallet).Close();
            await context.SaveChangesAsync(token);
            return true;
        }, cancellation);
}
