using Shop.Events;

namespace Shop.Stocks;

public sealed record PurchaseRequested(Guid PurchaseId, string Sku, int Quantity) : IDomainEvent;

/// <summary>What the shop orders from its supplier.</summary>
public sealed class Purchase : Aggregate
{
    private Purchase() { }

    public Guid Id { get; private init; }
    public string Sku { get; private init; } = "";
    public int Quantity { get; private init; }

    public static Purchase Request(string sku, int quantity)
    {
        var purchase = new Purchase { Id = Guid.CreateVersion7(), Sku = sku, Quantity = quantity };
        purchase.Raise(new PurchaseRequested(purchase.Id, sku, quantity));
        return purchase;
    }
}
