namespace Shop.Data;

public sealed class Product
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }
    public required decimal Price { get; init; }
    public required int Stock { get; init; }
}

public enum OrderStatus { Placed, Cancelled }

/// <summary>The write model: small here, since the article is about what surrounds it.</summary>
public sealed class Order
{
    private readonly List<OrderLine> lines = [];

    private Order(Guid id, string customer, DateTimeOffset placedAt) =>
        (Id, Customer, PlacedAt) = (id, customer, placedAt);

    public Guid Id { get; private init; }
    public string Customer { get; private init; }
    public DateTimeOffset PlacedAt { get; private init; }
    public OrderStatus Status { get; private set; } = OrderStatus.Placed;
    public IReadOnlyList<OrderLine> Lines => lines;

    public static Order Place(string customer, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), customer, now);

    public void Add(Product product, int quantity) => lines.Add(new OrderLine
    {
        ProductId = product.Id, Price = product.Price, Quantity = quantity,
    });

    public void Cancel()
    {
        if (Status == OrderStatus.Cancelled)
            throw new RejectedException(Rejection.NotCancellable, $"order {Id} is cancelled");
        Status = OrderStatus.Cancelled;
    }
}

public sealed class OrderLine
{
    public required Guid ProductId { get; init; }
    public Product? Product { get; private init; }
    public required decimal Price { get; init; }
    public required int Quantity { get; init; }
}

/// <summary>A command that was executed, and what it returned.</summary>
public sealed class HandledCommand
{
    public required Guid Key { get; init; }
    public required string Command { get; init; }
    public string? Result { get; init; }
}

public enum Rejection { NoSuchOrder, NoSuchProduct, OutOfStock, NotCancellable, KeyReused }

/// <summary>The request is well-formed, and the shop will not carry it out.</summary>
public sealed class RejectedException(Rejection reason, string message) : Exception(message)
{
    public Rejection Reason { get; } = reason;
}
