using Microsoft.Extensions.Logging;

namespace Catalog;

public sealed class ProductWriter(
    ProductTable products, InvalidationRelay relay, ILogger<ProductWriter> logger)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<Product> SetPriceAsync(
        string id, decimal price, CancellationToken cancellation = default)
    {
        var product = await products.SetPriceAsync(id, price, cancellation);
        await SendAsync();
        return product;
    }

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation = default)
    {
        var deleted = await products.DeleteAsync(id, cancellation);
        await SendAsync();
        return deleted;
    }

    private async Task SendAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await relay.RunOnceAsync(patience.Token);
        }
        catch (Exception e)
        {
            // The change is committed and so is its invalidation: the timer will send it.
            logger.LogWarning(e, "the invalidation is left to the timer");
        }
    }
}
