using System.Collections.Concurrent;

namespace Orders.Api;

public enum OrderStatus { Placed, Shipped, Cancelled }

public sealed record Order
{
    public required string Number { get; init; }
    public required OrderStatus Status { get; init; }
    public decimal Total { get; init; } = 129.95m;
    public string Currency { get; init; } = "EUR";
    public DateOnly PlacedOn { get; init; } = DateOnly.FromDateTime(DateTime.UtcNow);
    public string Customer { get; init; } = "C-2041";
    public string Warehouse { get; init; } = "North";
    public int Parcels { get; init; } = 1;
}

/// <summary>Keeps orders in memory; a contract does not ask where they come from.</summary>
public sealed class OrderStore
{
    private readonly ConcurrentDictionary<string, Order> orders = new();

    public Order? Find(string number) => orders.GetValueOrDefault(number);

    public void Put(Order order) => orders[order.Number] = order;

    public void Remove(string number) => orders.TryRemove(number, out _);
}
