namespace Catalog;

/// <summary>One of several instances of the service: memory, then Redis, then the table.</summary>
public sealed class CatalogNode(NodeMemory memory, SharedCache shared, IProducts products)
{
    #region read-path
    public async Task<Product?> GetAsync(string id)
    {
        if (memory.TryGet(id) is { } held)
            return held;

        var epoch = memory.Epoch;
        var product = await shared.TryGetAsync(id);
        if (product is null || !memory.Accepts(product))
        {
            product = await products.ReadAsync(id);
            if (product is null)
                return null;
            await shared.FillAsync(product);
        }
        memory.Fill(product, epoch);
        return product;
    }
    #endregion
}
