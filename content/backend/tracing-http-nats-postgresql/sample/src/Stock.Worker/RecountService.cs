using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using Npgsql;
using Shop.Tracing;

namespace Stock.Worker;

/// <summary>Keeps a product's row locked while it is counted. The count itself is a delay here.</summary>
public sealed class RecountService(
    INatsConnection nats, NpgsqlDataSource database, IMessageTracing tracing,
    ILogger<RecountService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await using var requests = await nats.SubscribeCoreAsync<string>(
            Subjects.Recount, queueGroup: "stock", cancellationToken: stopping);
        await nats.PingAsync(stopping);
        log.LogInformation("Ready for recounts.");
        await foreach (var message in requests.Msgs.ReadAllAsync(stopping))
        {
            using var span = tracing.StartProcess(message);
            try
            {
                var recount = JsonSerializer.Deserialize<Recount>(message.Data ?? "null")
                    ?? throw new JsonException("There is no product in the message.");
                await CountAsync(recount, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                span.Fail(e);
                log.LogError(e, "The recount failed.");
            }
        }
    }

    private async Task CountAsync(Recount recount, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        await using var read = new NpgsqlCommand(
            "SELECT quantity FROM stock WHERE product = $1 FOR UPDATE", connection, transaction);
        read.Parameters.AddWithValue(recount.Product);
        await read.ExecuteScalarAsync(stopping);
        await Task.Delay(TimeSpan.FromSeconds(recount.Seconds), stopping);
        await using var write = new NpgsqlCommand(
            "UPDATE stock SET counted = now() WHERE product = $1", connection, transaction);
        write.Parameters.AddWithValue(recount.Product);
        await write.ExecuteNonQueryAsync(stopping);
        await transaction.CommitAsync(stopping);
    }
}
