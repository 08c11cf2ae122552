using System.Text.Json;

namespace Ordering.Persistence;

/// <summary>An event as other services read it: plain names and plain types.</summary>
public sealed record OutboxMessage(Guid Aggregate, int Version, string Type, string Body)
{
    public long Id { get; private init; }

    /// <summary>The published events that came after a version.</summary>
    public static IEnumerable<OutboxMessage> From(Aggregate aggregate, int after)
    {
        var first = aggregate.Version - aggregate.Events.Count + 1;
        foreach (var (i, happened) in aggregate.Events.Index())
            if (first + i > after && Publish(happened) is var (id, type, body))
                yield return new(id, first + i, type, JsonSerializer.Serialize(body));
    }

    #region publish
    private static (Guid, string, object)? Publish(DomainEvent fact) => fact switch
    {
        OrderPlaced e => (e.Order.Value, "order.placed", new
        {
            order = e.Order.Value,
            customer = e.Customer.Value,
            amount = e.Total.Amount,
            currency = e.Total.Currency.Code,
        }),
        OrderCancelled e => (e.Order.Value, "order.cancelled",
            new { order = e.Order.Value, customer = e.Customer.Value }),
        OrderPaid e => (e.Order.Value, "order.paid",
            new { order = e.Order.Value, customer = e.Customer.Value }),
        _ => null,
    };
    #endregion
}
