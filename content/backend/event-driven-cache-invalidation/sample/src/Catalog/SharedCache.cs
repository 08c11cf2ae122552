using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Catalog;

/// <summary>
/// The Redis layer. Under each key lies a hash: v, the lowest version that may be stored,
/// and body, the product, absent after an invalidation.
/// </summary>
public sealed class SharedCache
{
    private readonly IDatabase redis;
    private readonly TimeSpan life, floorLife;
    private readonly ILogger<SharedCache> logger;

    public SharedCache(
        IDatabase redis, CatalogSettings settings, ILogger<SharedCache> logger)
    {
        // An entry carries the floor, and a fill sets the expiry of both.
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Life, settings.FloorLife);
        (this.redis, this.logger) = (redis, logger);
        (life, floorLife) = (settings.Life, settings.FloorLife);
    }

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

    /// <summary>Null when Redis has no entry, or cannot be asked.</summary>
    public async Task<Product?> TryGetAsync(
        string id, CancellationToken cancellation = default)
    {
        try
        {
            byte[]? body = await redis.HashGetAsync(Key(id), "body").WaitAsync(cancellation);
            return body is null ? null : Product.FromJson(body);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(e, "product {Id} is read from the table", id);
            return null;
        }
    }

    /// <summary>
    /// False when the cache knows that this version is stale, and when it cannot be asked:
    /// in both cases nobody may keep the product.
    /// </summary>
    public async Task<bool> TryFillAsync(
        Product product, CancellationToken cancellation = default)
    {
        try
        {
            return (bool)await redis.ScriptEvaluateAsync(
                FillScript,
                [Key(product.Id)],
                [product.Version, product.ToJson(), (long)life.TotalMilliseconds])
                .WaitAsync(cancellation);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            logger.LogWarning(e, "product {Id} is not cached", product.Id);
            return false;
        }
    }

    /// <summary>Throws when Redis cannot be reached: the caller must try again.</summary>
    public Task InvalidateAsync(Invalidation stale, CancellationToken cancellation = default) =>
        redis.ScriptEvaluateAsync(
            InvalidateScript,
            [Key(stale.Id)],
            [stale.Version, (long)floorLife.TotalMilliseconds])
            .WaitAsync(cancellation);

    private static RedisKey Key(string id) => $"product:{id}";
}
