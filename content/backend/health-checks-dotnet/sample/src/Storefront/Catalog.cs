using System.Collections.Frozen;
using Npgsql;

namespace Storefront;

public sealed record Product(int Id, string Name);

/// <summary>All products, in memory: once loaded, reading needs no database.</summary>
public sealed class Catalog
{
    private volatile FrozenDictionary<int, Product>? products;

    public bool IsLoaded => products is not null;

    public Product? Find(int id) => products?.GetValueOrDefault(id);

    public void Replace(IEnumerable<Product> all) => products = all.ToFrozenDictionary(product => product.Id);
}

/// <summary>Loads the catalog after the start, as often as it takes.</summary>
public sealed class CatalogLoader(
    Catalog catalog, NpgsqlDataSource database, ILogger<CatalogLoader> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!catalog.IsLoaded)
        {
            try
            {
                catalog.Replace(await ReadAsync(stopping));
            }
            catch (NpgsqlException e)
            {
                log.LogWarning(e, "The catalog could not be loaded; next attempt in {Pause}", Pause);
                await Task.Delay(Pause, stopping);
            }
        }
    }

    private async Task<List<Product>> ReadAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT id, name FROM product");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var products = new List<Product>();
        while (await reader.ReadAsync(cancellation))
            products.Add(new(reader.GetInt32(0), reader.GetString(1)));
        return products;
    }
}
