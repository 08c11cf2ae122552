namespace Ordering;

public abstract record DomainEvent;

#region aggregate
public abstract class Aggregate
{
    private readonly List<DomainEvent> events = [];

    /// <summary>The number of changes over the aggregate's whole life.</summary>
    public int Version { get; private set; }

    /// <summary>What has happened since it was created or loaded.</summary>
    public IReadOnlyList<DomainEvent> Events => events.AsReadOnly();

    /// <summary>Ends every change: names it and moves the version.</summary>
    protected void Record(DomainEvent happened)
    {
        events.Add(happened);
        Version++;
    }
}
#endregion
