using Microsoft.EntityFrameworkCore;

namespace Wallets.Optimistic;

/// <summary>A change that a person decided on: the token comes back with the form.</summary>
public sealed class Renaming(Func<XminContext> open)
{
    public async Task<bool> RenameAsync(
        long id, string label, uint seen, CancellationToken cancellation = default)
    {
        await using var context = open();
        var wallet = await context.Wallets.SingleAsync(w => w.Id == id, cancellation);
        #region original
        context.Entry(wallet).Property<uint>("xmin").OriginalValue = seen;
        #endregion
        wallet.Rename(label);
        try
        {
            await context.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
