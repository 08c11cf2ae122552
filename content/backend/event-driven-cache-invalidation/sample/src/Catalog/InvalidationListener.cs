using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using StackExchange.Redis;

namespace Catalog;

/// <summary>
/// Applies invalidation events to a node's memory, and takes the memory out of use
/// whenever an event may have been missed.
/// </summary>
public sealed class InvalidationListener(
    INatsConnection nats, NodeMemory memory, EventCounter counter, CatalogSettings settings,
    ILogger<InvalidationListener> logger) : BackgroundService
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(1);

    private readonly string subject = settings.Subject;
    private readonly HeardEvents heard = new();
    private long announced, checkedAt;

    #region listen
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        nats.ConnectionDisconnected += OnDisconnectedAsync;
        nats.MessageDropped += OnDroppedAsync;
        try
        {
            await using var subscription = await nats.SubscribeCoreAsync<byte[]>(
                subject, cancellationToken: stopping);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            Task[] parts = [HearAsync(subscription, ending.Token), CheckAsync(ending.Token)];
            await Task.WhenAny(parts);
            await ending.CancelAsync();
            await Task.WhenAll(parts);
        }
        finally
        {
            nats.ConnectionDisconnected -= OnDisconnectedAsync;
            nats.MessageDropped -= OnDroppedAsync;
            memory.Distrust();
        }
    }

    private ValueTask OnDisconnectedAsync(object? sender, NatsEventArgs e)
    {
        memory.Distrust();
        return ValueTask.CompletedTask;
    }

    private ValueTask OnDroppedAsync(object? sender, NatsMessageDroppedEventArgs e)
    {
        if (e.Subscription.Subject == subject)
            memory.Reset();
        return ValueTask.CompletedTask;
    }
    #endregion

    private async Task HearAsync(INatsSub<byte[]> subscription, CancellationToken ending)
    {
        await foreach (var message in subscription.Msgs.ReadAllAsync(ending))
        {
            if (InvalidationEvent.TryFromJson(message.Data) is { } change)
            {
                memory.Invalidate(change.Stale);
                heard.Add(change.Number);
            }
            else
            {
                logger.LogError("unreadable event on {Subject}: memory emptied", subject);
                memory.Reset();
            }
        }
    }

    private async Task CheckAsync(CancellationToken ending)
    {
        using var timer = new PeriodicTimer(settings.CheckEvery);
        do
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ending);
            deadline.CancelAfter(AskTimeout);
            try
            {
                await CheckOnceAsync(deadline.Token);
                checkedAt = Stopwatch.GetTimestamp();
            }
            catch (Exception e) when (!ending.IsCancellationRequested && e is
                NatsException or RedisException or TimeoutException or OperationCanceledException)
            {
                logger.LogWarning(e, "events on {Subject} cannot be checked", subject);
                if (Stopwatch.GetElapsedTime(checkedAt) > 3 * settings.CheckEvery)
                    memory.Distrust();
            }
        }
        while (await timer.WaitForNextTickAsync(ending));
    }

    #region check
    private async Task CheckOnceAsync(CancellationToken cancellation)
    {
        var epoch = memory.Epoch;
        if (!memory.Trusted)
            await nats.PingAsync(cancellation);

        var before = announced;
        announced = await counter.LastAsync(cancellation);
        if (!memory.Trusted)
        {
            heard.StartAt(announced);
            memory.Trust(epoch);
        }
        else if (announced < before || !heard.HasAllUpTo(before))
        {
            logger.LogWarning("events up to {Number} are missing: memory emptied", before);
            heard.StartAt(announced);
            memory.Reset();
        }
    }
    #endregion
}
