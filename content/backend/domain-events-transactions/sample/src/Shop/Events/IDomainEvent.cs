namespace Shop.Events;

/// <summary>Something that has happened to an aggregate: immutable, named in the past tense.</summary>
public interface IDomainEvent;

public interface IHandle<in TEvent> where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent happened, CancellationToken token);
}
