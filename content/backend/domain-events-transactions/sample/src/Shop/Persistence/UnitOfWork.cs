using Microsoft.EntityFrameworkCore;

namespace Shop.Persistence;

public sealed class UnitOfWork(IServiceScopeFactory scopes)
{
    #region unit-of-work
    /// <summary>Runs the work and saves it in one transaction, in a fresh scope for each attempt.</summary>
    public async Task RunAsync(Func<ShopContext, CancellationToken, Task> work, CancellationToken token)
    {
        await using var first = scopes.CreateAsyncScope();
        var strategy = first.ServiceProvider.GetRequiredService<ShopContext>()
            .Database.CreateExecutionStrategy();
        await strategy.ExecuteAsync(async attempt =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var shop = scope.ServiceProvider.GetRequiredService<ShopContext>();
            await using var transaction = await shop.Database.BeginTransactionAsync(attempt);
            await work(shop, attempt);
            await shop.SaveChangesAsync(attempt);
            await transaction.CommitAsync(CancellationToken.None);
        }, token);
    }
    #endregion
}
