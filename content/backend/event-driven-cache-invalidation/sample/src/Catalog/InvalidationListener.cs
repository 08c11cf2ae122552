using NATS.Client.Core;

namespace Catalog;

/// <summary>
/// Applies invalidation events to a node's memory, and takes the memory out of use
/// whenever an event may have been missed.
/// </summary>
public sealed class InvalidationListener : IAsyncDisposable
{
    private static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(2);

    private readonly NatsConnection nats;
    private readonly NodeMemory memory;
    private readonly INatsSub<byte[]> subscription;
    private readonly Task listening;

    private InvalidationListener(
        NatsConnection nats, NodeMemory memory, INatsSub<byte[]> subscription)
    {
        this.nats = nats;
        this.memory = memory;
        this.subscription = subscription;
        listening = ListenAsync();
    }

    #region listen
    public static async Task<InvalidationListener> StartAsync(
        NatsConnection nats, string subject, NodeMemory memory)
    {
        nats.ConnectionDisconnected += (_, _) =>
        {
            memory.Distrust();
            return ValueTask.CompletedTask;
        };
        nats.MessageDropped += (_, _) =>
        {
            memory.Reset();
            return ValueTask.CompletedTask;
        };

        var subscription = await nats.SubscribeCoreAsync<byte[]>(subject);
        var listener = new InvalidationListener(nats, memory, subscription);
        nats.ConnectionOpened += (_, _) => listener.ResumeAsync();
        await listener.ResumeAsync();
        return listener;
    }

    private async Task ListenAsync()
    {
        await foreach (var message in subscription.Msgs.ReadAllAsync())
        {
            if (Invalidation.TryFromJson(message.Data) is { } stale)
                memory.Invalidate(stale);
            else
                memory.Reset(); // something has changed, and nobody can say what
        }
        memory.Distrust();
    }

    private async ValueTask ResumeAsync()
    {
        while (nats.ConnectionState == NatsConnectionState.Open)
        {
            try
            {
                using var deadline = new CancellationTokenSource(PongTimeout);
                await nats.PingAsync(deadline.Token);
                memory.Trust();
                return;
            }
            catch (Exception e) when (e is OperationCanceledException or NatsException)
            {
                // Not answered: ask again, or leave it to the next ConnectionOpened.
            }
        }
    }
    #endregion

    public async ValueTask DisposeAsync()
    {
        memory.Distrust();
        await subscription.DisposeAsync();
        await listening;
    }
}
