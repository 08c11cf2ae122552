namespace Orders;

/// <summary>What the shop publishes about an order. Versions of one order count from 1 without gaps.</summary>
public sealed record OrderEvent(Guid OrderId, int Version, string Type, decimal Amount);

public sealed class Order
{
    private readonly List<OrderEvent> events = [];

    private Order(Guid id) => Id = id;

    public Guid Id { get; private init; }
    public decimal Total { get; private set; }
    public int Version { get; private set; }

    /// <summary>What has happened since the last successful save.</summary>
    public IReadOnlyList<OrderEvent> Events => events;

    #region order
    public static Order Place(decimal amount)
    {
        var order = new Order(Guid.CreateVersion7());
        order.Charge("placed", amount);
        return order;
    }

    public void Extend(decimal amount) => Charge("extended", amount);

    private void Charge(string type, decimal amount)
    {
        Total += amount;
        Version++;
        events.Add(new OrderEvent(Id, Version, type, amount));
    }
    #endregion

    public void ClearEvents() => events.Clear();
}
