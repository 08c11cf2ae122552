using Shop.Events;

namespace Shop.Orders;

public sealed record OrderPlaced(
    Guid OrderId, string Customer, string Sku, int Quantity, decimal Total) : IDomainEvent;

public sealed record AddressChanged(Guid OrderId, string Address) : IDomainEvent;

public sealed class Order : Aggregate
{
    private Order() { }

    public Guid Id { get; private init; }

    /// <summary>For people; the database assigns it.</summary>
    public long Number { get; private init; }

    public string Customer { get; private init; } = "";

    /// <summary>The customer's own, unique for each customer.</summary>
    public string Reference { get; private init; } = "";

    public string Sku { get; private init; } = "";
    public int Quantity { get; private init; }
    public decimal Price { get; private init; }
    public string Address { get; private set; } = "";
    public decimal Total => Quantity * Price;

    #region order
    /// <param name="id">Made once for all attempts, so that none places a second order.</param>
    public static Order Place(
        Guid id, string customer, string reference, string sku, int quantity, decimal price)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quantity);
        var order = new Order
        {
            Id = id, Customer = customer, Reference = reference,
            Sku = sku, Quantity = quantity, Price = price,
        };
        order.Raise(new OrderPlaced(id, customer, sku, quantity, order.Total));
        return order;
    }

    public void SendTo(string address)
    {
        if (address == Address)
            return;
        Address = address;
        Raise(new AddressChanged(Id, address));
    }
    #endregion
}
