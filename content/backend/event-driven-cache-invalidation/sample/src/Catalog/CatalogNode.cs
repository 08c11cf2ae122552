namespace Catalog;

/// <summary>One of several instances of the service: memory, then Redis, then the table.</summary>
public sealed class CatalogNode(NodeMemory memory, SharedCache shared, IProducts products)
{
    #region read-path
    public async Task<Product?> GetAsync(string id, CancellationToken cancellation = default)
    {
        if (memory.TryGet(id) is { } held)
            return held;

        var epoch = memory.Epoch;
        var product = await shared.TryGetAsync(id, cancellation);
        if (product is null || !memory.Accepts(product))
        {
            product = await products.ReadAsync(id, cancellation);
            if (product is null || !await shared.TryFillAsync(product, cancellation))
                return product;
        }
        memory.Fill(product, epoch);
        return product;
    }
    #endregion
}
