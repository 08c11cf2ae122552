using System.Text.Json;

namespace Ordering.Persistence;

/// <summary>An event as others read it: plain names and plain types.</summary>
public sealed record OutboxMessage(Guid Aggregate, int Version, string Type, string Body)
{
    public long Id { get; private init; }

    public static IEnumerable<OutboxMessage> From(Aggregate aggregate)
    {
        var first = aggregate.Version - aggregate.Events.Count + 1;
        foreach (var (i, happened) in aggregate.Events.Index())
            if (Publish(happened) is var (id, type, body))
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
        #endregion
        OrderCancelled e => (e.Order.Value, "order.cancelled", new
        {
            order = e.Order.Value,
            customer = e.Customer.Value,
        }),
        _ => null,
    };
}
