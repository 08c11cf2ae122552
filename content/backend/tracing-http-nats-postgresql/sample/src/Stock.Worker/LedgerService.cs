using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using Npgsql;
using Shop.Tracing;

namespace Stock.Worker;

/// <summary>Copies placed orders into the ledger, many with one request and one statement.</summary>
public sealed class LedgerService(
    INatsJSContext stream, NpgsqlDataSource database, HttpClient orders, IMessageTracing tracing,
    ILogger<LedgerService> log) : BackgroundService
{
    private const string StreamName = "ORDERS", ConsumerName = "ledger";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await stream.CreateOrUpdateStreamAsync(new StreamConfig(StreamName, ["orders.>"]), stopping);
        var consumer = await stream.CreateOrUpdateConsumerAsync(StreamName,
            new ConsumerConfig(ConsumerName) { AckPolicy = ConsumerConfigAckPolicy.Explicit }, stopping);
        log.LogInformation("Ready for the ledger.");
        while (!stopping.IsCancellationRequested)
        {
            var batch = new List<INatsJSMsg<string>>();
            try
            {
                // As many as arrive within a second, and at most a hundred.
                await foreach (var message in consumer.FetchAsync<string>(
                    new NatsJSFetchOpts { MaxMsgs = 100, Expires = TimeSpan.FromSeconds(1) },
                    cancellationToken: stopping))
                {
                    if (IsReadable(message))
                        batch.Add(message);
                    else
                        await message.AckTerminateAsync(cancellationToken: stopping);
                }
                if (batch.Count > 0)
                    await HandleAsync(batch, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                // The messages that were not acknowledged come again.
                log.LogError(e, "A batch of {Count} failed; next attempt in {Delay}.", batch.Count, RetryAfter);
                await Task.Delay(RetryAfter, stopping);
            }
        }
    }

    #region handle
    private async Task HandleAsync(List<INatsJSMsg<string>> batch, CancellationToken stopping)
    {
        using var span = tracing.StartBatch(
            Subjects.Placed, [.. batch.Select(message => message.Headers)]);
        try
        {
            await CopyAsync(batch.Select(OrderId), stopping);
            foreach (var message in batch)
                await message.AckAsync(cancellationToken: stopping);
        }
        catch (Exception e)
        {
            span.Fail(e);
            throw;
        }
    }
    #endregion

    private static Guid OrderId(INatsJSMsg<string> message) =>
        JsonSerializer.Deserialize<Placed>(message.Data ?? "null")?.OrderId
        ?? throw new JsonException("There is no order in the message.");

    private bool IsReadable(INatsJSMsg<string> message)
    {
        try
        {
            OrderId(message);
            return true;
        }
        catch (JsonException e)
        {
            log.LogError(e, "Message {Sequence} is unreadable and will not be delivered again.",
                message.Metadata?.Sequence.Stream);
            return false;
        }
    }

    private async Task CopyAsync(IEnumerable<Guid> ids, CancellationToken stopping)
    {
        var placed = await orders.GetFromJsonAsync<List<Order>>(
            "orders?" + string.Join('&', ids.Select(id => $"id={id}")), stopping) ?? [];
        await using var insert = database.CreateCommand("""
            INSERT INTO ledger (order_id, product, quantity)
            SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING
            """);
        insert.Parameters.AddWithValue(placed.Select(order => order.Id).ToArray());
        insert.Parameters.AddWithValue(placed.Select(order => order.Product).ToArray());
        insert.Parameters.AddWithValue(placed.Select(order => order.Quantity).ToArray());
        await insert.ExecuteNonQueryAsync(stopping);
    }
}
