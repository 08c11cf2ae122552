namespace Shop.Events;

public enum DispatchPoint { BeforeSave, InTransaction, AfterCommit }

internal sealed record HandlerRegistration(
    Type Event, DispatchPoint Point, Type Handler,
    Func<IServiceProvider, IDomainEvent, CancellationToken, Task> HandleAsync);

/// <summary>Which handler runs when. Handlers of one event run in the order of this list.</summary>
public sealed class DomainEventHandlers
{
    private readonly List<HandlerRegistration> registrations = [];

    /// <summary>How deep handlers may raise events before it counts as a cycle.</summary>
    public int MostRounds { get; set; } = 16;

    /// <summary>How long a handler may take after the commit.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The types of events that have a handler.</summary>
    public IEnumerable<Type> Events => registrations.Select(r => r.Event).Distinct();

    public DomainEventHandlers BeforeSave<TEvent, THandler>()
        where TEvent : IDomainEvent where THandler : class, IHandle<TEvent> =>
        Add<TEvent, THandler>(DispatchPoint.BeforeSave);

    public DomainEventHandlers InTransaction<TEvent, THandler>()
        where TEvent : IDomainEvent where THandler : class, IHandle<TEvent> =>
        Add<TEvent, THandler>(DispatchPoint.InTransaction);

    public DomainEventHandlers AfterCommit<TEvent, THandler>()
        where TEvent : IDomainEvent where THandler : class, IHandle<TEvent> =>
        Add<TEvent, THandler>(DispatchPoint.AfterCommit);

    public DomainEventHandlers Add<TEvent, THandler>(DispatchPoint point)
        where TEvent : IDomainEvent where THandler : class, IHandle<TEvent>
    {
        registrations.Add(new HandlerRegistration(
            typeof(TEvent), point, typeof(THandler),
            (services, happened, token) =>
                services.GetRequiredService<THandler>().HandleAsync((TEvent)happened, token)));
        return this;
    }

    internal IEnumerable<Type> Types => registrations.Select(r => r.Handler).Distinct();

    internal IEnumerable<HandlerRegistration> Of(DispatchPoint point, IDomainEvent happened) =>
        registrations.Where(r => r.Point == point && r.Event == happened.GetType());
}
