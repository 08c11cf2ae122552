using NATS.Client.JetStream;

namespace Orders;

/// <summary>Saving and publishing in either order. Both are wrong; the tests show how.</summary>
/// <param name="orders">A context without the outbox.</param>
/// <param name="between">Called when the first write is done and the second is not.</param>
public sealed class DualWrite(OrderContext orders, INatsJSContext stream, Func<Task> between)
{
    #region dual-write
    public async Task SaveThenPublishAsync(Order order)
    {
        orders.Add(order);
        await orders.SaveChangesAsync();
        await between();
        await PublishAsync(order);
    }

    public async Task PublishThenSaveAsync(Order order)
    {
        orders.Add(order);
        await PublishAsync(order);
        await between();
        await orders.SaveChangesAsync();
    }
    #endregion

    private async Task PublishAsync(Order order)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        foreach (var message in order.Events.Select(OutboxMessage.From))
            (await stream.PublishAsync(message.Subject, message.Body,
                cancellationToken: deadline.Token)).EnsureSuccess();
    }
}
