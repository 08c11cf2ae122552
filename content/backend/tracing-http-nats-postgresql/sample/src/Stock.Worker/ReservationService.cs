using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using Npgsql;
using Shop.Tracing;

namespace Stock.Worker;

/// <summary>Answers requests for stock, one after the other.</summary>
public sealed class ReservationService(
    INatsConnection nats, NpgsqlDataSource database, IMessageTracing tracing,
    ILogger<ReservationService> log) : BackgroundService
{
    #region handle
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        await using var requests = await nats.SubscribeCoreAsync<string>(
            Subjects.Reserve, queueGroup: "stock", cancellationToken: stopping);
        await nats.PingAsync(stopping);
        log.LogInformation("Ready for reservations.");
        await foreach (var message in requests.Msgs.ReadAllAsync(stopping))
            await HandleAsync(message, stopping);
    }

    private async Task HandleAsync(NatsMsg<string> message, CancellationToken stopping)
    {
        using var span = tracing.StartProcess(message);
        Reservation reservation;
        try
        {
            var wanted = JsonSerializer.Deserialize<Reserve>(message.Data ?? "null")
                ?? throw new JsonException("There is no order in the message.");
            reservation = new Reservation(await ReserveAsync(wanted, stopping));
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            span.Fail(e);
            log.LogError(e, "The reservation failed.");
            reservation = new Reservation(false, e.Message);
        }
        if (message.ReplyTo is not null)
            await message.ReplyAsync(JsonSerializer.Serialize(reservation), cancellationToken: stopping);
    }
    #endregion

    private async Task<bool> ReserveAsync(Reserve wanted, CancellationToken stopping)
    {
        await using var update = database.CreateCommand("""
            UPDATE stock SET quantity = quantity - $2 WHERE product = $1 AND quantity >= $2
            """);
        update.Parameters.AddWithValue(wanted.Product);
        update.Parameters.AddWithValue(wanted.Quantity);
        return await update.ExecuteNonQueryAsync(stopping) == 1;
    }
}
