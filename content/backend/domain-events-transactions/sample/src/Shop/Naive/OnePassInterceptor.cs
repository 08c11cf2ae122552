using Microsoft.EntityFrameworkCore.Diagnostics;
using Shop.Events;

namespace Shop.Naive;

/// <summary>The usual short version, with a delegate in place of a mediator.</summary>
public sealed class OnePassInterceptor(Func<IDomainEvent, CancellationToken, Task> publish)
    : SaveChangesInterceptor
{
    #region one-pass
    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData saved, int result, CancellationToken token = default)
    {
        var events = saved.Context!.ChangeTracker.Entries<Aggregate>()
            .SelectMany(entry => entry.Entity.TakeEvents())
            .Select(raised => raised.Event)
            .ToList();
        foreach (var happened in events)
            await publish(happened, token);
        return result;
    }
    #endregion
}
