using System.Collections.Concurrent;

namespace Orders.Api;

public enum OrderStatus { Placed, Shipped, Cancelled }

public sealed record Order
{
    public required string Number { get; init; }
    public required OrderStatus Status { get; init; }
    public required decimal Total { get; init; }
    public required string Currency { get; init; }
    public required DateOnly PlacedOn { get; init; }
    public required string Customer { get; init; }
    public required string Warehouse { get; init; }
    public required int Parcels { get; init; }
}

/// <summary>Orders in memory: the contract is about HTTP, not about where they are stored.</summary>
public sealed class OrderStore
{
    private readonly ConcurrentDictionary<string, Order> orders = new();

    public Order? Find(string number) => orders.GetValueOrDefault(number);

    public void Put(Order order) => orders[order.Number] = order;

    public void Remove(string number) => orders.TryRemove(number, out _);

    public CancelResult Cancel(string number)
    {
        while (Find(number) is { } order)
        {
            if (order.Status == OrderStatus.Shipped)
                return CancelResult.Shipped;
            if (orders.TryUpdate(number, order with { Status = OrderStatus.Cancelled }, order))
                return CancelResult.Cancelled;
        }
        return CancelResult.NotFound;
    }
}

public enum CancelResult { Cancelled, Shipped, NotFound }
