using StackExchange.Redis;

namespace Catalog;

/// <summary>
/// The pattern as it is usually written, in both of its variants. Both are wrong under
/// concurrency; the tests show how.
/// </summary>
public sealed class CacheAside(IDatabase redis, IProducts products, TimeSpan life)
{
    public async Task<Product?> GetAsync(string id)
    {
        byte[]? cached = await redis.StringGetAsync(Key(id));
        if (cached is not null)
            return Product.FromJson(cached);

        var product = await products.ReadAsync(id);
        if (product is not null)
            await redis.StringSetAsync(Key(id), product.ToJson(), life);
        return product;
    }

    public async Task WriteThenUpdateAsync(string id, decimal price)
    {
        var product = await products.SetPriceAsync(id, price);
        await redis.StringSetAsync(Key(id), product.ToJson(), life);
    }

    public async Task WriteThenDeleteAsync(string id, decimal price)
    {
        await products.SetPriceAsync(id, price);
        await redis.KeyDeleteAsync(Key(id));
    }

    private static RedisKey Key(string id) => $"aside:{id}";
}
