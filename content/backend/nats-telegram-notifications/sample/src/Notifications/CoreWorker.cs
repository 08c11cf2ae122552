using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Notifications;

/// <summary>The worker on core NATS: gets what is published while it is subscribed.</summary>
public sealed class CoreWorker(
    INatsConnection nats, Subjects subjects, Routes routes, Delivery delivery,
    ILogger<CoreWorker> log) : BackgroundService
{
    private readonly ChatLanes lanes = new(DurableWorker.InFlight);
    private readonly TaskCompletionSource subscribed = new();

    /// <summary>Done when events published from now on will arrive.</summary>
    public Task Subscribed => subscribed.Task;

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        await using var subscription = await nats.SubscribeCoreAsync<byte[]>(
            subjects.AllOfDocuments, queueGroup: "telegram", cancellationToken: stop);
        await nats.PingAsync(stop); // the server has read the subscription when it answers
        subscribed.SetResult();
        log.LogInformation("Subscribed to {Subjects}", subjects.AllOfDocuments);
        try
        {
            await foreach (var message in subscription.Msgs.ReadAllAsync(stop))
            {
                if (DocumentEvent.TryFromJson(message.Data) is { } happened
                    && routes.TryFind(happened.Workspace) is { } chat)
                    await lanes.StartAsync(
                        chat, () => HandleAsync(message, happened, chat, stop), stop);
            }
        }
        finally
        {
            await lanes.DrainAsync();
        }
    }

    private async Task HandleAsync(
        NatsMsg<byte[]> message, DocumentEvent happened, long chat, CancellationToken stop)
    {
        try
        {
            var outcome = await delivery.DeliverAsync(
                happened, message.Subject == subjects.Failed, chat, stop, stop);
            if (outcome is not Outcome.Sent)
                log.LogError("Event {Id} is lost: {Outcome}", happened.Id, outcome);
        }
        catch (Exception e)
        {
            log.LogError(e, "Event {Id} is lost", happened.Id);
        }
    }
}
