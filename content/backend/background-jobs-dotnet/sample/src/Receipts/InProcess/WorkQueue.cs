using System.Threading.Channels;

namespace Receipts.InProcess;

#region queue
/// <summary>Orders that wait in memory for their mail, up to a fixed number.</summary>
public sealed class WorkQueue(WorkerOptions options)
{
    private readonly Channel<int> channel = Channel.CreateBounded<int>(options.Capacity);
    private int unfinished;

    /// <summary>Accepted and not yet done: waiting in the channel or with a worker.</summary>
    public int Unfinished => Volatile.Read(ref unfinished);

    /// <summary>False if the queue is full or closed; the caller has to say so.</summary>
    public bool TryAdd(int order)
    {
        Interlocked.Increment(ref unfinished);
        if (channel.Writer.TryWrite(order))
            return true;
        Interlocked.Decrement(ref unfinished);
        return false;
    }

    /// <summary>Waits for room, which slows the caller to the pace of the workers.</summary>
    public async ValueTask AddAsync(int order, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref unfinished);
        try
        {
            await channel.Writer.WriteAsync(order, cancellation);
        }
        catch
        {
            Interlocked.Decrement(ref unfinished);
            throw;
        }
    }

    public IAsyncEnumerable<int> ReadAllAsync(CancellationToken cancellation = default) =>
        channel.Reader.ReadAllAsync(cancellation);

    /// <summary>Called by the worker for every order that it has dealt with.</summary>
    public void Done() => Interlocked.Decrement(ref unfinished);

    /// <summary>No new items; those inside can still be read.</summary>
    public void Close() => channel.Writer.TryComplete();
}
#endregion
