using Microsoft.EntityFrameworkCore;
using Shop.Events;
using Shop.Persistence;

namespace Shop.Orders;

#region count
/// <summary>A read model kept by SQL that reads the order's row, number included.</summary>
public sealed class CountSales(ShopContext shop) : IHandle<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced placed, CancellationToken token) =>
        shop.Database.ExecuteSqlAsync($"""
            INSERT INTO sales (sku, quantity, last_number)
            SELECT sku, quantity, number FROM orders WHERE id = {placed.OrderId}
            ON CONFLICT (sku) DO UPDATE SET last_number = excluded.last_number,
                quantity = sales.quantity + excluded.quantity
            """, token);
}
#endregion
