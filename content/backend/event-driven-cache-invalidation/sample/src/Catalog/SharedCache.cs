using StackExchange.Redis;

namespace Catalog;

/// <summary>
/// The Redis layer. Under each key lies a hash: v, the lowest version that may be stored,
/// and body, the product, absent after an invalidation.
/// </summary>
public sealed class SharedCache(IDatabase redis, TimeSpan life, TimeSpan floorLife)
{
    #region scripts
    private const string FillScript = """
        local floor = redis.call('HGET', KEYS[1], 'v')
        if floor and tonumber(floor) > tonumber(ARGV[1]) then return 0 end
        redis.call('HSET', KEYS[1], 'v', ARGV[1], 'body', ARGV[2])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    private const string InvalidateScript = """
        local floor = redis.call('HGET', KEYS[1], 'v')
        if floor and tonumber(floor) >= tonumber(ARGV[1]) then return 0 end
        redis.call('HDEL', KEYS[1], 'body')
        redis.call('HSET', KEYS[1], 'v', ARGV[1])
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        return 1
        """;
    #endregion

    public async Task<Product?> TryGetAsync(string id)
    {
        byte[]? body = await redis.HashGetAsync(Key(id), "body");
        return body is null ? null : Product.FromJson(body);
    }

    /// <summary>False when the cache knows that this version is stale.</summary>
    public async Task<bool> FillAsync(Product product) =>
        (bool)await redis.ScriptEvaluateAsync(
            FillScript,
            [Key(product.Id)],
            [product.Version, product.ToJson(), (long)life.TotalMilliseconds]);

    public async Task InvalidateAsync(Invalidation stale) =>
        await redis.ScriptEvaluateAsync(
            InvalidateScript,
            [Key(stale.Id)],
            [stale.Version, (long)floorLife.TotalMilliseconds]);

    private static RedisKey Key(string id) => $"product:{id}";
}
