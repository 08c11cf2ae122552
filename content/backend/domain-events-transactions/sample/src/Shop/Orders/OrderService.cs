using Shop.Persistence;

namespace Shop.Orders;

public sealed record PlaceOrder(
    Guid OrderId, string Customer, string Reference, string Sku, int Quantity, decimal Price);

public sealed class OrderService(UnitOfWork work)
{
    #region place
    public Task PlaceAsync(PlaceOrder order, CancellationToken token = default) =>
        work.RunAsync((shop, _) =>
        {
            shop.Add(Order.Place(order.OrderId, order.Customer, order.Reference,
                order.Sku, order.Quantity, order.Price));
            return Task.CompletedTask;
        }, token);
    #endregion

    public Task SendToAsync(Guid order, string address, CancellationToken token = default) =>
        work.RunAsync(async (shop, attempt) =>
            (await shop.Orders.FindAsync([order], attempt)
                ?? throw new KeyNotFoundException($"There is no order {order}.")).SendTo(address), token);
}
