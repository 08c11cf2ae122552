using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Orders;

/// <summary>Saves an order's events with the order, in the same transaction.</summary>
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
        CancellationToken cancellation = default) =>
        ValueTask.FromResult(SavingChanges(saving, result));

    public override int SavedChanges(SaveChangesCompletedEventData saved, int result)
    {
        foreach (var order in saved.Context!.ChangeTracker.Entries<Order>())
            order.Entity.ClearEvents();
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData saved, int result,
        CancellationToken cancellation = default) =>
        ValueTask.FromResult(SavedChanges(saved, result));

    private static void AddMessages(DbContext context)
    {
        var added = context.Set<OutboxMessage>().Local;
        foreach (var order in context.ChangeTracker.Entries<Order>().ToList())
            foreach (var happened in order.Entity.Events)
                if (added.FindEntryUntyped([happened.OrderId, happened.Version]) is null)
                    context.Add(OutboxMessage.From(happened));
    }
    #endregion
}
