using System.Threading.Channels;

namespace Receipts.InProcess;

#region queue
/// <summary>Orders that wait in memory for their receipt, at most so many.</summary>
public sealed class WorkQueue(int capacity)
{
    private readonly Channel<int> channel = Channel.CreateBounded<int>(capacity);

    public int Count => channel.Reader.Count;

    /// <summary>False when the queue is full or closed; the caller has to say so.</summary>
    public bool TryAdd(int order) => channel.Writer.TryWrite(order);

    /// <summary>Waits for room, and so slows the caller to the pace of the workers.</summary>
    public ValueTask AddAsync(int order, CancellationToken cancellation = default) =>
        channel.Writer.WriteAsync(order, cancellation);

    public IAsyncEnumerable<int> ReadAllAsync(CancellationToken cancellation = default) =>
        channel.Reader.ReadAllAsync(cancellation);

    /// <summary>Nothing more comes in; what is inside can still be read.</summary>
    public void Close() => channel.Writer.TryComplete();
}
#endregion
