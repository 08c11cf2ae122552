using System.Collections.Concurrent;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Notifications;

/// <summary>The worker on JetStream: an event stays until it was brought, or refused.</summary>
public sealed class DurableWorker(
    INatsJSContext jetStream, Subjects subjects, Routes routes, Delivery delivery,
    DurableWorker.Settings settings)
{
    public const int InFlight = 64;

    /// <summary>A notification of the day before yesterday helps nobody.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly ChatLanes lanes = new(InFlight);
    private readonly ConcurrentDictionary<INatsJSMsg<byte[]>, bool> held = [];

    /// <param name="AckWait">How long the server waits for a sign of life.</param>
    public sealed record Settings(
        TimeSpan AckWait, int MaxAckPending = InFlight, bool KeepAlive = true);

    #region stream
    public static StreamConfig Stream(Subjects subjects) =>
        new(subjects.Stream, [subjects.AllOfDocuments])
        {
            MaxAge = Life,
            DuplicateWindow = TimeSpan.FromMinutes(2),
        };

    private ConsumerConfig Consumer() => new("telegram")
    {
        AckWait = settings.AckWait,
        MaxAckPending = settings.MaxAckPending,
    };
    #endregion

    public async Task RunAsync(CancellationToken stop)
    {
        var consumer = await jetStream.CreateOrUpdateConsumerAsync(
            subjects.Stream, Consumer(), stop);
        var options = new NatsJSConsumeOpts { MaxMsgs = settings.MaxAckPending };
        if (settings.KeepAlive)
            _ = KeepAliveAsync(stop);
        await foreach (var message in consumer.ConsumeAsync<byte[]>(
            opts: options, cancellationToken: stop))
        {
            held[message] = true;
            if (DocumentEvent.TryFromJson(message.Data) is not { } happened)
                await RefuseAsync(message, "not an event", stop);
            else if (routes.TryFind(happened.Workspace) is not { } chat)
                await RefuseAsync(message, $"no chat for {happened.Workspace}", stop);
            else
                await lanes.StartAsync(chat, () => HandleAsync(message, happened, chat, stop), stop);
        }
    }

    #region handle
    private async Task HandleAsync(
        INatsJSMsg<byte[]> message, DocumentEvent happened, long chat, CancellationToken stop)
    {
        try
        {
            var outcome = await delivery.DeliverAsync(
                happened, message.Subject == subjects.Failed, chat, stop);
            await (outcome switch
            {
                null => message.AckAsync(cancellationToken: stop),
                Outcome.Refused refused => RefuseAsync(message, refused.Why, stop),
                _ => message.NakAsync(delay: Backoff(message), cancellationToken: stop),
            });
        }
        finally
        {
            held.TryRemove(message, out _); // not acknowledged? Then it comes again.
        }
    }
    #endregion

    /// <summary>It would be refused again, so it is taken out and somebody is told.</summary>
    private async ValueTask RefuseAsync(
        INatsJSMsg<byte[]> message, string why, CancellationToken stop)
    {
        await jetStream.Connection.PublishAsync(
            subjects.Refused, why, cancellationToken: stop);
        await message.AckTerminateAsync(cancellationToken: stop);
        held.TryRemove(message, out _);
    }

    #region keep-alive
    /// <summary>An event that waits its turn is neither done nor lost; the server is told.</summary>
    private async Task KeepAliveAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(settings.AckWait / 3);
        while (await timer.WaitForNextTickAsync(stop))
            foreach (var message in held.Keys)
                await message.AckProgressAsync(cancellationToken: stop);
    }
    #endregion

    /// <summary>1, 2, 4 … seconds, a minute at most.</summary>
    private static TimeSpan Backoff(INatsJSMsg<byte[]> message)
    {
        var attempts = (int)(message.Metadata?.NumDelivered ?? 1);
        return TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, attempts - 1)));
    }
}
