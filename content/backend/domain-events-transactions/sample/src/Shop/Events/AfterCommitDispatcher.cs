namespace Shop.Events;

/// <summary>Runs handlers for what is committed: they cannot change that any more.</summary>
public sealed class AfterCommitDispatcher(
    DomainEventHandlers handlers, IServiceScopeFactory scopes, ILogger<AfterCommitDispatcher> log)
{
    #region after-commit
    public async Task DispatchAsync(IEnumerable<IDomainEvent> events)
    {
        foreach (var happened in events)
            foreach (var handler in handlers.Of(DispatchPoint.AfterCommit, happened))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    using var deadline = new CancellationTokenSource(handlers.Patience);
                    await handler.HandleAsync(scope.ServiceProvider, happened, deadline.Token);
                }
                catch (Exception failure)
                {
                    log.LogError(failure, "{Handler} failed after the commit and won't see {Event} again.",
                        handler.Handler.Name, happened);
                }
            }
    }
    #endregion
}
