using NATS.Client.Core;

namespace Notifications;

/// <summary>The worker on core NATS: hears what is published while it is there.</summary>
public sealed class CoreWorker(
    INatsConnection nats, Subjects subjects, Routes routes, Delivery delivery)
{
    private readonly ChatLanes lanes = new(DurableWorker.InFlight);

    #region core
    /// <param name="subscribed">Called when events published from now on will be heard.</param>
    public async Task RunAsync(CancellationToken stop, Action? subscribed = null)
    {
        await using var subscription = await nats.SubscribeCoreAsync<byte[]>(
            subjects.AllOfDocuments, queueGroup: "telegram", cancellationToken: stop);
        await nats.PingAsync(stop); // the server has read the subscription when it answers
        subscribed?.Invoke();
        await foreach (var message in subscription.Msgs.ReadAllAsync(stop))
        {
            if (DocumentEvent.TryFromJson(message.Data) is { } happened
                && routes.TryFind(happened.Workspace) is { } chat)
                await lanes.StartAsync(chat, () => delivery.DeliverAsync(
                    happened, message.Subject == subjects.Failed, chat, stop), stop);
        }
    }
    #endregion
}
