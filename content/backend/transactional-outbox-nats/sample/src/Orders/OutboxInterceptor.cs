using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Orders;

/// <summary>Whatever saves an order saves its events, in the same transaction.</summary>
public sealed class OutboxInterceptor : SaveChangesInterceptor
{
    #region interceptor
    public override InterceptionResult<int> SavingChanges(
        DbContextEventData saving, InterceptionResult<int> result)
    {
        AddMessages(saving.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData saving, InterceptionResult<int> result,
        CancellationToken cancellation = default)
    {
        AddMessages(saving.Context!);
        return ValueTask.FromResult(result);
    }

    private static void AddMessages(DbContext context)
    {
        foreach (var order in context.ChangeTracker.Entries<Order>().ToList())
            context.AddRange(order.Entity.TakeEvents().Select(OutboxMessage.From));
    }
    #endregion
}
