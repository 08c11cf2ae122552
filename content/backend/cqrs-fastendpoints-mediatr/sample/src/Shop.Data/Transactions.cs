using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

public static class Transactions
{
    #region transaction
    public static Task<TResult> InTransactionAsync<TResult>(this ShopContext shop,
        Func<CancellationToken, Task<TResult>> work, CancellationToken cancellation) =>
        shop.Database.CreateExecutionStrategy().ExecuteAsync(async attempt =>
        {
            shop.ChangeTracker.Clear();
            await using var transaction = await shop.Database.BeginTransactionAsync(attempt);
            var result = await work(attempt);
            await shop.SaveChangesAsync(attempt);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }, cancellation);
    #endregion
}
