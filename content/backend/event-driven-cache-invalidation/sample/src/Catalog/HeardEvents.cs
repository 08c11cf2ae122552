namespace Catalog;

/// <summary>The numbers that have arrived: all up to one, and some beyond a gap.</summary>
public sealed class HeardEvents
{
    private readonly Lock gate = new();
    private readonly HashSet<long> beyond = [];
    private long through;

    /// <summary>What was announced up to here need not arrive any more.</summary>
    public void StartAt(long number)
    {
        lock (gate)
        {
            if (number < through)
                beyond.Clear(); // the counter was set back: its numbers come again
            else
                beyond.RemoveWhere(heard => heard <= number);
            through = number;
            Advance();
        }
    }

    public void Add(long number)
    {
        lock (gate)
        {
            if (number > through && beyond.Add(number))
                Advance();
        }
    }

    public bool HasAllUpTo(long number)
    {
        lock (gate)
            return through >= number;
    }

    private void Advance()
    {
        while (beyond.Remove(through + 1))
            through++;
    }
}
