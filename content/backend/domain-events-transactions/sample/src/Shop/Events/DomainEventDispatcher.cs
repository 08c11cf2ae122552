namespace Shop.Events;

/// <summary>Runs handlers in the scope of the context whose events it is given.</summary>
public sealed class DomainEventDispatcher(DomainEventHandlers handlers, IServiceProvider services)
{
    #region rounds
    /// <summary>
    /// Handles the events, then those that their handlers raised, until none is left.
    /// Returns all of them in the order in which they were handled.
    /// </summary>
    public async Task<IReadOnlyList<IDomainEvent>> DispatchInRoundsAsync(
        Func<IReadOnlyList<IDomainEvent>> take, CancellationToken token)
    {
        var rounds = new List<IReadOnlyList<IDomainEvent>>();
        while (take() is { Count: > 0 } round)
        {
            rounds.Add(round);
            if (rounds.Count > handlers.MostRounds)
                throw new EventCycleException(rounds);
            await DispatchAsync(DispatchPoint.BeforeSave, round, token);
        }
        return [.. rounds.SelectMany(round => round)];
    }

    public async Task DispatchAsync(
        DispatchPoint point, IEnumerable<IDomainEvent> events, CancellationToken token)
    {
        foreach (var happened in events)
            foreach (var handler in handlers.Of(point, happened))
                await handler.HandleAsync(services, happened, token);
    }
    #endregion

    public bool HasHandlers(DispatchPoint point, IEnumerable<IDomainEvent> events) =>
        events.Any(happened => handlers.Of(point, happened).Any());
}

/// <summary>Handlers kept raising events. The message names the last ones.</summary>
public sealed class EventCycleException(IReadOnlyList<IReadOnlyList<IDomainEvent>> rounds)
    : InvalidOperationException(
        $"Handlers still raise events after {rounds.Count - 1} rounds: "
        + string.Join(" → ", rounds.TakeLast(4).Select(round => string.Join(" + ",
            round.Select(happened => happened.GetType().Name).Distinct()))));
