using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Orders;

public enum RelayStep { Taken, Sent, Acknowledged, Published, Deleted, Committed }

/// <summary>How many events of a batch the stream has stored, and how many it has not.</summary>
public sealed record RelayResult(int Stored, int Failed);

/// <summary>
/// Moves rows from the outbox to the stream. Any number of relays may run. An event is
/// published at least once, and those of one order in their order.
/// </summary>
/// <param name="reached">Called at each step, for Sent and Acknowledged once a message.</param>
public sealed class OutboxRelay(
    IDbContextFactory<OrderContext> contexts, INatsJSContext stream, ILogger<OutboxRelay> log,
    int batchSize = 100, string take = Take.FirstOfEachOrder, Func<RelayStep, Task>? reached = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    #region run-once
    public async Task<RelayResult> RunOnceAsync(CancellationToken stopping = default)
    {
        await using var orders = await contexts.CreateDbContextAsync(stopping);
        return await orders.Database.CreateExecutionStrategy().ExecuteAsync(
            token => RelayBatchAsync(orders, token), stopping);
    }

    private async Task<RelayResult> RelayBatchAsync(
        OrderContext orders, CancellationToken stopping)
    {
        await using var transaction = await orders.Database.BeginTransactionAsync(stopping);
        var batch = await orders.Outbox.FromSqlRaw(take, batchSize)
            .AsNoTracking().ToListAsync(stopping);
        if (batch.Count == 0)
            return new RelayResult(0, 0);
        await AtAsync(RelayStep.Taken);

        // From here on a shutdown waits: what the stream has must leave the outbox.
        var (stored, refused) = await PublishAsync(batch);
        await AtAsync(RelayStep.Published);

        await orders.Outbox.Where(m => stored.Contains(m.Seq))
            .ExecuteDeleteAsync(CancellationToken.None);
        if (refused.Count > 0)
            await orders.Database.ExecuteSqlAsync($"""
                UPDATE outbox SET refused = refused + 1,
                    due = now() + interval '1 second' * power(2, least(refused, 6))
                WHERE seq = ANY({refused})
                """, CancellationToken.None);
        await AtAsync(RelayStep.Deleted);
        await transaction.CommitAsync(CancellationToken.None);
        await AtAsync(RelayStep.Committed);
        return new RelayResult(stored.Count, batch.Count - stored.Count);
    }
    #endregion

    private async Task<(List<long> Stored, List<long> Refused)> PublishAsync(
        List<OutboxMessage> batch)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var sent = new List<(OutboxMessage Message, NatsJSPublishConcurrentFuture Ack)>();
        var (stored, refused) = (new List<long>(), new List<long>());
        #region send
        foreach (var message in batch)
        {
            try
            {
                sent.Add((message, await stream.PublishConcurrentAsync(
                    message.Subject, message.Body,
                    opts: new NatsJSPubOpts { MsgId = message.MessageId },
                    cancellationToken: deadline.Token)));
                await AtAsync(RelayStep.Sent);
            }
            catch (Exception e) when (e is NatsException or OperationCanceledException)
            {
                Failed(message, e);
            }
        }
        #endregion
        #region acknowledge
        foreach (var (message, ack) in sent)
        {
            try
            {
                await using (ack)
                    if ((await ack.GetResponseAsync(deadline.Token)).Error is { } error)
                        throw new NatsJSApiException(error);
                stored.Add(message.Seq);
                await AtAsync(RelayStep.Acknowledged);
            }
            catch (Exception e) when (e is NatsException or OperationCanceledException)
            {
                Failed(message, e);
            }
        }
        #endregion
        return (stored, refused);

        #region failed
        void Failed(OutboxMessage message, Exception e)
        {
            log.LogError(e, "Event {Id} was not stored; attempt {Attempt} failed.",
                message.MessageId, message.Refused + 1);
            if (e is NatsJSApiException or NatsNoRespondersException or NatsPayloadTooLargeException)
                refused.Add(message.Seq); // the server said no, so this row is tried less often
        }
        #endregion
    }

    private Task AtAsync(RelayStep step) => reached?.Invoke(step) ?? Task.CompletedTask;
}
