using System.Data.Common;
using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Shop.Events;

/// <summary>
/// Dispatches the events of a context's aggregates around its saves and commits. It has the
/// state of one context, so it is registered as scoped.
/// </summary>
public sealed class DomainEventsInterceptor(
    DomainEventDispatcher inside, AfterCommitDispatcher outside)
    : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly List<RaisedEvent> unsaved = [];
    private readonly List<IDomainEvent> uncommitted = [];
    private Guid uncommittedIn;
    private bool dispatching, failed;

    #region saving
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData saving, InterceptionResult<int> result, CancellationToken token = default)
    {
        var context = saving.Context!;
        Check(context);
        // After a failed save: what is no longer tracked won't be saved by this one.
        unsaved.RemoveAll(raised => context.Entry(raised.By).State is EntityState.Detached);
        await RunHandlersAsync(() => inside.DispatchInRoundsAsync(() => Take(context), token));
        if (context.Database.CurrentTransaction is null
            && inside.HasHandlers(DispatchPoint.InTransaction, unsaved.Select(raised => raised.Event)))
            throw new InvalidOperationException("Handlers in the transaction need one: begin it first.");
        return result;
    }

    private IReadOnlyList<IDomainEvent> Take(DbContext context)
    {
        RaisedEvent[] taken =
        [
            .. context.ChangeTracker.Entries<Aggregate>()
                .SelectMany(entry => entry.Entity.TakeEvents())
                .OrderBy(raised => raised.Number),
        ];
        unsaved.AddRange(taken);
        return [.. taken.Select(raised => raised.Event)];
    }
    #endregion

    #region saved
    public override async ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData completed, int result, CancellationToken token = default)
    {
        var context = completed.Context!;
        IDomainEvent[] saved = [.. unsaved.Select(raised => raised.Event)];
        unsaved.Clear();
        if (context.Database.CurrentTransaction is not { } transaction)
        {
            await outside.DispatchAsync(saved); // this save has committed
            return result;
        }

        if (inside.HasHandlers(DispatchPoint.InTransaction, saved))
            await RunHandlersAsync(async () =>
            {
                await inside.DispatchAsync(DispatchPoint.InTransaction, saved, token);
                if (context.ChangeTracker.HasChanges())
                    throw new InvalidOperationException(
                        "A handler in the transaction changed an entity, too late for this save.");
            });
        if (uncommittedIn != transaction.TransactionId)
            uncommitted.Clear(); // of a transaction that never committed
        uncommittedIn = transaction.TransactionId;
        uncommitted.AddRange(saved);
        return result;
    }
    #endregion

    #region committed
    public async Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData committed, CancellationToken token = default)
    {
        if (committed.TransactionId != uncommittedIn)
            return;
        IDomainEvent[] final = [.. uncommitted];
        uncommitted.Clear();
        await outside.DispatchAsync(final);
    }
    #endregion

    #region guards
    private void Check(DbContext context)
    {
        if (dispatching)
            throw new InvalidOperationException(
                "A handler must not save: the save that raised its event does.");
        RefuseIfFailed();
        if (Transaction.Current is not null || context.Database.GetEnlistedTransaction() is not null)
            throw new NotSupportedException(
                "EF Core does not say when a TransactionScope commits: use BeginTransactionAsync.");
    }

    private async Task RunHandlersAsync(Func<Task> run)
    {
        dispatching = true;
        try
        {
            await run();
        }
        catch
        {
            failed = true; // what other handlers changed is still tracked and must not be saved
            throw;
        }
        finally
        {
            dispatching = false;
        }
    }

    private void RefuseIfFailed()
    {
        if (failed)
            throw new InvalidOperationException(
                "A handler has failed in this context: roll back and dispose of it.");
    }
    #endregion

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData committing, InterceptionResult result,
        CancellationToken token = default)
    {
        RefuseIfFailed();
        return ValueTask.FromResult(result);
    }

    public InterceptionResult TransactionCommitting(
        DbTransaction transaction, TransactionEventData committing, InterceptionResult result)
    {
        RefuseIfFailed();
        return committing.TransactionId == uncommittedIn && uncommitted.Count > 0
            ? throw new NotSupportedException("Handlers are asynchronous: use CommitAsync.")
            : result;
    }

    public override InterceptionResult<int> SavingChanges(
        DbContextEventData saving, InterceptionResult<int> result)
    {
        Check(saving.Context!);
        return saving.Context!.ChangeTracker.Entries<Aggregate>().Any(e => e.Entity.Events.Any())
            ? throw new NotSupportedException("Handlers are asynchronous: use SaveChangesAsync.")
            : result;
    }
}
