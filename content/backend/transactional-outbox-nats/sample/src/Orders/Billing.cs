using Microsoft.EntityFrameworkCore;

namespace Orders;

public enum Outcome { Applied, Duplicate, TooEarly }

public sealed class Billing(IDbContextFactory<LedgerContext> contexts)
{
    #region apply
    /// <summary>Applies an event when it is the next of its order, and otherwise says why not.</summary>
    public async Task<Outcome> ApplyAsync(
        OrderEvent happened, CancellationToken cancellation = default)
    {
        await using var ledger = await contexts.CreateDbContextAsync(cancellation);
        var account = await ledger.Accounts.FindAsync([happened.OrderId], cancellation);
        var next = (account?.Version ?? 0) + 1;
        if (happened.Version < next)
            return Outcome.Duplicate;
        if (happened.Version > next)
            return Outcome.TooEarly;

        account ??= ledger.Add(new Account(happened.OrderId)).Entity;
        account.Apply(happened);
        await ledger.SaveChangesAsync(cancellation);
        return Outcome.Applied;
    }
    #endregion
}
