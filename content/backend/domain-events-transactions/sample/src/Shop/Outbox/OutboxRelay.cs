using Microsoft.EntityFrameworkCore;
using NATS.Client.JetStream;
using Shop.Persistence;

namespace Shop.Outbox;

/// <summary>
/// Moves messages to the stream in the order of their rows, at least once each. One relay
/// works at a time; the others leave it to that one.
/// </summary>
public sealed class OutboxRelay(IServiceScopeFactory scopes, INatsJSContext stream)
{
    private const int BatchSize = 100;
    private const long Lock = 0x6F7574626F78;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Returns how many messages the stream has taken.</summary>
    public async Task<int> RunOnceAsync(CancellationToken stopping = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var shop = scope.ServiceProvider.GetRequiredService<ShopContext>();
        return await shop.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            await using var transaction = await shop.Database.BeginTransactionAsync(token);
            var mine = await shop.Database.SqlQuery<bool>(
                $"""SELECT pg_try_advisory_xact_lock({Lock}) AS "Value" """).SingleAsync(token);
            if (!mine)
                return 0;
            var batch = await shop.Outbox.AsNoTracking().OrderBy(m => m.Seq).Take(BatchSize).ToListAsync(token);
            var sent = new List<long>();
            foreach (var message in batch)
            {
                if (token.IsCancellationRequested)
                    break; // what is published is still deleted
                await PublishAsync(message);
                sent.Add(message.Seq);
            }
            await shop.Outbox.Where(m => sent.Contains(m.Seq)).ExecuteDeleteAsync(CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            return sent.Count;
        }, stopping);
    }

    private async Task PublishAsync(OutboxMessage message)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var ack = await stream.PublishAsync(
            message.Subject, message.Body, opts: new NatsJSPubOpts { MsgId = $"{message.Id:N}" },
            cancellationToken: deadline.Token);
        if (ack.Error is { } error) // a duplicate is not one
            throw new NatsJSApiException(error);
    }
}
