using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Wallets;

public static class Transactions
{
    #region in-transaction
    /// <summary>Runs the work in a transaction, and again as the strategy decides.</summary>
    public static async Task<T> InTransactionAsync<T>(this Func<WalletContext> open,
        IsolationLevel isolation, Func<WalletContext, CancellationToken, Task<T>> work,
        CancellationToken cancellation = default)
    {
        await using var outer = open();
        return await outer.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            await using var context = open(); // new for each attempt
            await using var transaction =
                await context.Database.BeginTransactionAsync(isolation, token);
            var result = await work(context, token);
            await transaction.CommitAsync(token);
            return result;
        }, cancellation);
    }
    #endregion
}
