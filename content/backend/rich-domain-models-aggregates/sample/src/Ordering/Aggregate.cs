namespace Ordering;

public abstract record DomainEvent;

#region aggregate
public abstract class Aggregate
{
    private readonly List<DomainEvent> events = [];

    /// <summary>How many changes this aggregate has seen, over its whole life.</summary>
    public int Version { get; private set; }

    /// <summary>What happened since it was loaded.</summary>
    public IReadOnlyList<DomainEvent> Events => events.AsReadOnly();

    /// <summary>The only way to finish a change: it counts, and it has a name.</summary>
    protected void Record(DomainEvent happened)
    {
        events.Add(happened);
        Version++;
    }
}
#endregion
