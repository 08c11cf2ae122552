using Shop.Events;
using Shop.Orders;
using Shop.Persistence;
using Shop.Stocks;

namespace Shop.Outbox;

#region announce
/// <summary>The contract with other services; OrderPlaced may change without them.</summary>
public sealed record OrderConfirmed(Guid OrderId, string Customer, decimal Total);

public sealed class AnnounceOrder(ShopContext shop) : IHandle<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced placed, CancellationToken token)
    {
        shop.Add(OutboxMessage.Of("shop.order-confirmed",
            new OrderConfirmed(placed.OrderId, placed.Customer, placed.Total)));
        return Task.CompletedTask;
    }
}
#endregion

public sealed record GoodsNeeded(Guid PurchaseId, string Sku, int Quantity);

public sealed class AnnouncePurchase(ShopContext shop) : IHandle<PurchaseRequested>
{
    public Task HandleAsync(PurchaseRequested requested, CancellationToken token)
    {
        shop.Add(OutboxMessage.Of("shop.goods-needed",
            new GoodsNeeded(requested.PurchaseId, requested.Sku, requested.Quantity)));
        return Task.CompletedTask;
    }
}
