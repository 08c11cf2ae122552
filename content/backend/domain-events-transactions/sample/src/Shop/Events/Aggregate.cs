namespace Shop.Events;

internal readonly record struct RaisedEvent(long Number, IDomainEvent Event, Aggregate By);

#region aggregate
public abstract class Aggregate
{
    private static long lastNumber;

    private readonly List<RaisedEvent> raised = [];

    /// <summary>What has happened and was not dispatched yet.</summary>
    public IEnumerable<IDomainEvent> Events => raised.Select(r => r.Event);

    protected void Raise(IDomainEvent happened) =>
        raised.Add(new RaisedEvent(Interlocked.Increment(ref lastNumber), happened, this));

    internal IReadOnlyList<RaisedEvent> TakeEvents()
    {
        RaisedEvent[] taken = [.. raised];
        raised.Clear();
        return taken;
    }
}
#endregion
