using Microsoft.EntityFrameworkCore;
using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Orders;

public enum RelayStep { Taken, Sent, Acknowledged, Published, Deleted, Committed }

/// <summary>
/// Carries rows of the outbox to the stream. Any number of relays may run. An event is
/// published at least once, and those of one order in their order.
/// </summary>
/// <param name="reached">Told of each step, Sent and Acknowledged once a message.</param>
public sealed class OutboxRelay(
    IDbContextFactory<OrderContext> contexts, INatsJSContext stream, int batchSize = 100,
    string take = Take.FirstOfEachOrder, Func<RelayStep, Task>? reached = null)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    #region run-once
    /// <summary>One batch. Returns how many events the stream has now and the outbox not.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation = default)
    {
        await using var orders = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await orders.Database.BeginTransactionAsync(cancellation);
        var batch = await orders.Outbox.FromSqlRaw(take, batchSize)
            .AsNoTracking().ToListAsync(cancellation);
        await AtAsync(RelayStep.Taken);

        var (stored, failure) = await PublishAsync(batch, cancellation);
        await AtAsync(RelayStep.Published);

        await orders.Outbox.Where(m => stored.Contains(m.Seq)).ExecuteDeleteAsync(cancellation);
        await AtAsync(RelayStep.Deleted);
        await transaction.CommitAsync(cancellation);
        await AtAsync(RelayStep.Committed);

        return failure is null ? stored.Count : throw new RelayException(stored.Count, failure);
    }
    #endregion

    private async Task<(List<long> Stored, Exception? Failure)> PublishAsync(
        List<OutboxMessage> batch, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        var sent = new List<(long Seq, NatsJSPublishConcurrentFuture Ack)>();
        var stored = new List<long>();
        Exception? failure = null;
        try
        {
            #region send
            foreach (var message in batch)
            {
                sent.Add((message.Seq, await stream.PublishConcurrentAsync(
                    message.Subject, message.Body,
                    opts: new NatsJSPubOpts { MsgId = message.MessageId },
                    cancellationToken: deadline.Token)));
                await AtAsync(RelayStep.Sent);
            }
            #endregion
        }
        catch (Exception e) when (IsOfBroker(e, cancellation))
        {
            failure = e;
        }
        #region acknowledge
        foreach (var (seq, ack) in sent)
        {
            try
            {
                await using (ack)
                    if ((await ack.GetResponseAsync(deadline.Token)).Error is { } refused)
                        throw new NatsJSApiException(refused);
                stored.Add(seq);
                await AtAsync(RelayStep.Acknowledged);
            }
            catch (Exception e) when (IsOfBroker(e, cancellation))
            {
                failure ??= e;
            }
        }
        return (stored, failure);
        #endregion
    }

    private static bool IsOfBroker(Exception e, CancellationToken cancellation) =>
        e is NatsException or OperationCanceledException && !cancellation.IsCancellationRequested;

    private Task AtAsync(RelayStep step) => reached?.Invoke(step) ?? Task.CompletedTask;
}

/// <summary>The stream did not acknowledge some of a batch; those rows are still there.</summary>
public sealed class RelayException(int stored, Exception inner)
    : Exception($"{stored} events stored, then: {inner.Message}", inner)
{
    public int Stored => stored;
}
