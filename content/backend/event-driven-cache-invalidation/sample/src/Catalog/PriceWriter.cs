namespace Catalog;

public sealed class PriceWriter(IProducts products, InvalidationRelay relay)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<Product> SetPriceAsync(string id, decimal price)
    {
        var product = await products.SetPriceAsync(id, price);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await relay.RunOnceAsync(patience.Token);
        }
        catch (Exception)
        {
            // The price is committed and so is the row; the timer will send it.
        }
        return product;
    }
}
