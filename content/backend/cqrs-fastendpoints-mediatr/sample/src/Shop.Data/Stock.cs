using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

public static class Stock
{
    #region take
    public static async Task<Product> TakeAsync(
        this ShopContext shop, Guid id, int quantity, CancellationToken cancellation)
    {
        var taken = await shop.Products
            .Where(p => p.Id == id && p.Stock >= quantity)
            .ExecuteUpdateAsync(set => set
                .SetProperty(p => p.Stock, p => p.Stock - quantity), cancellation);
        var product = await shop.Products.FindAsync([id], cancellation)
            ?? throw new RejectedException(Rejection.NoSuchProduct, $"no product {id}");
        return taken == 1
            ? product
            : throw new RejectedException(Rejection.OutOfStock,
                $"fewer than {quantity} of {product.Name} are left");
    }
    #endregion

    public static Task PutBackAsync(
        this ShopContext shop, Guid id, int quantity, CancellationToken cancellation) =>
        shop.Products.Where(p => p.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.Stock, p => p.Stock + quantity), cancellation);
}
