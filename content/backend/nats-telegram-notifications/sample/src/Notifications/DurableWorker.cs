using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Notifications;

/// <summary>The worker on JetStream: an event stays in the stream until it is answered.</summary>
public sealed class DurableWorker(
    INatsJSContext jetStream, Subjects subjects, Routes routes, Delivery delivery,
    DurableWorker.Settings settings, ILogger<DurableWorker> log) : BackgroundService
{
    public const int InFlight = 64;

    private readonly ChatLanes lanes = new(InFlight);
    private readonly ConcurrentDictionary<ulong, INatsJSMsg<byte[]>> held = [];
    private readonly ConcurrentQueue<INatsJSMsg<byte[]>> interrupted = [];

    /// <param name="AckWait">How long the server waits for a sign of life.</param>
    /// <param name="Grace">How long a stopping worker waits for calls in flight.</param>
    /// <param name="Stale">The age from which an event is a dead letter.</param>
    public sealed record Settings(
        TimeSpan AckWait, TimeSpan Grace, TimeSpan Stale,
        int MaxAckPending = InFlight, bool KeepAlive = true)
    {
        public static Settings Default { get; } = new(
            TimeSpan.FromSeconds(30), Grace: TimeSpan.FromSeconds(15), Stale: TimeSpan.FromDays(1));
    }

    #region run
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var abandon = new CancellationTokenSource();
        await using var grace = stopping.Token.Register(() => abandon.CancelAfter(settings.Grace));
        using var drained = new CancellationTokenSource();
        var keepAlive = KeepAliveAsync(drained.Token);
        try
        {
            var consumer = await jetStream.CreateOrUpdateConsumerAsync(
                subjects.Stream, Streams.Consumer(settings), stop);
            var options = new NatsJSConsumeOpts { MaxMsgs = settings.MaxAckPending, DrainOnCancel = true };
            await foreach (var message in consumer.ConsumeAsync<byte[]>(opts: options, cancellationToken: stop))
            {
                held[Sequence(message)] = message;
                var happened = DocumentEvent.TryFromJson(message.Data);
                var chat = happened is null ? null : routes.TryFind(happened.Workspace);
                var work = () => HandleAsync(message, happened, chat, stopping.Token, abandon.Token);
                await lanes.StartAsync(chat ?? 0, work, abandon.Token);
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await lanes.DrainAsync();
            await drained.CancelAsync();
            await keepAlive;
            await ReturnAsync(abandon.Token);
        }
    }
    #endregion

    /// <summary>
    /// A nak while this worker still asks for events would bring the event back to it. The server
    /// answers a PING after it has read all answers before it.
    /// </summary>
    private async Task ReturnAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var message in interrupted.OrderBy(Sequence))
                await message.NakAsync(cancellationToken: cancellation);
            await jetStream.Connection.PingAsync(cancellation);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The last answers may not have reached the server");
        }
    }

    #region handle
    private async Task HandleAsync(
        INatsJSMsg<byte[]> message, DocumentEvent? happened, long? chat,
        CancellationToken stop, CancellationToken abandon)
    {
        try
        {
            var outcome = (happened, chat) switch
            {
                (null, _) => new Outcome.Refused("not an event"),
                (_, null) => new Outcome.Refused($"no chat for {happened.Workspace}"),
                _ when Age(message) > settings.Stale => new Outcome.Refused("too old"),
                _ => await delivery.DeliverAsync(
                    happened, message.Subject == subjects.Failed, chat.Value, stop, abandon),
            };
            await (outcome switch
            {
                Outcome.Sent => message.AckAsync(cancellationToken: abandon),
                Outcome.Refused(var why) => BuryAsync(message, why, abandon),
                Outcome.Interrupted => ReturnLater(message),
                _ => RetryAsync(message, outcome, abandon),
            });
        }
        catch (Exception e) // no answer was given, so the server delivers the event again
        {
            log.LogError(e, "Event {Sequence} is left to the next delivery", Sequence(message));
        }
        finally
        {
            held.TryRemove(Sequence(message), out _);
        }
    }
    #endregion

    #region bury
    /// <summary>The letter is stored before the event is taken out, never the other way around.</summary>
    private async ValueTask BuryAsync(
        INatsJSMsg<byte[]> message, string why, CancellationToken cancellation)
    {
        var letter = new DeadLetter(message.Subject, why, message.Data ?? []);
        var stored = await jetStream.PublishAsync(
            subjects.DeadLetters, letter.ToJson(),
            opts: new NatsJSPubOpts { MsgId = $"{subjects.Stream}-{Sequence(message)}" },
            cancellationToken: cancellation);
        if (!stored.Duplicate)
            stored.EnsureSuccess();
        await message.AckTerminateAsync(cancellationToken: cancellation);
        log.LogWarning("Event {Sequence} is a dead letter: {Why}", Sequence(message), why);
    }
    #endregion

    private ValueTask ReturnLater(INatsJSMsg<byte[]> message)
    {
        interrupted.Enqueue(message);
        return ValueTask.CompletedTask;
    }

    /// <summary>After 1, 2, 4 … seconds, a minute at most.</summary>
    private ValueTask RetryAsync(
        INatsJSMsg<byte[]> message, Outcome outcome, CancellationToken cancellation)
    {
        var attempts = (int)(message.Metadata?.NumDelivered ?? 1);
        var delay = TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, attempts - 1)));
        log.LogWarning(
            "Event {Sequence}, attempt {Attempt}: {Outcome}; again in {Delay}",
            Sequence(message), attempts, outcome, delay);
        return message.NakAsync(delay: delay, cancellationToken: cancellation);
    }

    /// <summary>An event that waits its turn is neither done nor lost; the server is told.</summary>
    private async Task KeepAliveAsync(CancellationToken end)
    {
        if (!settings.KeepAlive)
            return;
        using var timer = new PeriodicTimer(settings.AckWait / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
                await ReportProgressAsync(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    #region keep-alive
    /// <summary>A failure costs this round only: the next comes in a third of the AckWait.</summary>
    private async Task ReportProgressAsync(CancellationToken end)
    {
        try
        {
            foreach (var message in held.Values)
                await message.AckProgressAsync(cancellationToken: end);
        }
        catch (Exception e) when (!end.IsCancellationRequested)
        {
            log.LogWarning(e, "{Events} events could not be kept alive", held.Count);
        }
    }
    #endregion

    private static ulong Sequence(INatsJSMsg<byte[]> message) =>
        message.Metadata?.Sequence.Stream ?? throw new InvalidOperationException(
            $"A message on {message.Subject} came from no stream");

    private static TimeSpan Age(INatsJSMsg<byte[]> message) =>
        message.Metadata is { } metadata ? DateTimeOffset.UtcNow - metadata.Timestamp : TimeSpan.Zero;
}
