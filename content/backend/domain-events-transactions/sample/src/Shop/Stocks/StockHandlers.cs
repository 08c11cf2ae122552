using Microsoft.EntityFrameworkCore;
using Shop.Events;
using Shop.Orders;
using Shop.Persistence;

namespace Shop.Stocks;

#region handlers
public sealed class ReserveStock(ShopContext shop) : IHandle<OrderPlaced>
{
    public async Task HandleAsync(OrderPlaced placed, CancellationToken token)
    {
        var stock = await shop.Stocks.FromSql(
                $"SELECT *, xmin FROM stock WHERE sku = {placed.Sku} FOR NO KEY UPDATE")
            .SingleAsync(token);
        stock.Reserve(placed.Quantity);
    }
}

public sealed class ReorderStock(ShopContext shop) : IHandle<StockRanLow>
{
    public Task HandleAsync(StockRanLow low, CancellationToken token)
    {
        shop.Add(Purchase.Request(low.Sku, quantity: 50));
        return Task.CompletedTask;
    }
}
#endregion
