using System.Text.Json;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Npgsql;
using Shop.Tracing;

namespace Orders.Api;

public sealed record OrderRequest(string Product, int Quantity);

public sealed class StockException(string message) : Exception(message);

/// <summary>Stores an order, asks the stock service for it, and announces it.</summary>
public sealed class Checkout(
    NpgsqlDataSource database, INatsConnection nats, INatsJSContext stream, IMessageTracing tracing)
{
    private static readonly NatsSubOpts Patience = new() { Timeout = TimeSpan.FromSeconds(20) };

    public async Task<Order> PlaceAsync(OrderRequest request, CancellationToken cancellation)
    {
        var order = new Order(Guid.CreateVersion7(), request.Product, request.Quantity, "new");
        await StoreAsync(order, cancellation);
        var reservation = await ReserveAsync(order, cancellation);
        order = order with { Status = reservation.Reserved ? "placed" : "sold out" };
        await UpdateAsync(order, cancellation);
        if (reservation.Reserved)
            await AnnounceAsync(order, cancellation);
        return order;
    }

    #region reserve
    private async Task<Reservation> ReserveAsync(Order order, CancellationToken cancellation)
    {
        var headers = new NatsHeaders();
        using var span = tracing.StartSend("request", Subjects.Reserve, headers);
        try
        {
            var body = JsonSerializer.Serialize(new Reserve(order.Id, order.Product, order.Quantity));
            var reply = await nats.RequestAsync<string, string>(
                Subjects.Reserve, body, headers, replyOpts: Patience, cancellationToken: cancellation);
            var reservation = JsonSerializer.Deserialize<Reservation>(reply.Data ?? "null");
            return reservation is { Error: null }
                ? reservation
                : throw new StockException($"The stock service failed: {reservation?.Error ?? "no reply"}");
        }
        catch (Exception e)
        {
            span.Fail(e);
            throw;
        }
    }
    #endregion

    private async Task StoreAsync(Order order, CancellationToken cancellation)
    {
        await using var insert = database.CreateCommand(
            "INSERT INTO orders (id, product, quantity, status) VALUES ($1, $2, $3, $4)");
        insert.Parameters.AddWithValue(order.Id);
        insert.Parameters.AddWithValue(order.Product);
        insert.Parameters.AddWithValue(order.Quantity);
        insert.Parameters.AddWithValue(order.Status);
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private async Task UpdateAsync(Order order, CancellationToken cancellation)
    {
        await using var update = database.CreateCommand("UPDATE orders SET status = $2 WHERE id = $1");
        update.Parameters.AddWithValue(order.Id);
        update.Parameters.AddWithValue(order.Status);
        await update.ExecuteNonQueryAsync(cancellation);
    }

    // An order whose process dies before this line is never announced; an outbox would see to that.
    private async Task AnnounceAsync(Order order, CancellationToken cancellation)
    {
        var headers = new NatsHeaders();
        using var span = tracing.StartSend("publish", Subjects.Placed, headers);
        try
        {
            var ack = await stream.PublishAsync(Subjects.Placed, JsonSerializer.Serialize(new Placed(order.Id)),
                headers: headers, opts: new NatsJSPubOpts { MsgId = $"{order.Id}" }, cancellationToken: cancellation);
            ack.EnsureSuccess();
        }
        catch (Exception e)
        {
            span.Fail(e);
            throw;
        }
    }
}
