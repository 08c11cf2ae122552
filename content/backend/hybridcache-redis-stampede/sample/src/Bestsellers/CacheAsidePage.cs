using System.Text.Json;
using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace Bestsellers;

/// <summary>For the comparison: what GetOrCreateAsync replaces.</summary>
public sealed class CacheAsidePage(
    IDistributedCache cache, BestsellerQuery query, CacheOptions options, ILogger<CacheAsidePage> log)
    : IBestsellerPage
{
    public async ValueTask<BestsellerList> GetAsync(int category, CancellationToken cancellation = default)
    {
        var key = BestsellerPage.Key(category);
        if (await TryGetAsync(key, cancellation) is { } cached)
            return cached;

        var list = await query.RunAsync(category, cancellation);
        await TrySetAsync(key, list, cancellation);
        return list;
    }

    private async Task<BestsellerList?> TryGetAsync(string key, CancellationToken cancellation)
    {
        try
        {
            return await cache.GetAsync(key, cancellation) is { } bytes
                ? JsonSerializer.Deserialize<BestsellerList>(bytes)
                : null;
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            log.LogWarning(e, "{Key} could not be read from Redis", key);
            return null;
        }
    }

    private async Task TrySetAsync(string key, BestsellerList list, CancellationToken cancellation)
    {
        try
        {
            await cache.SetAsync(
                key,
                JsonSerializer.SerializeToUtf8Bytes(list),
                new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = options.Expiration },
                cancellation);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            log.LogWarning(e, "{Key} could not be written to Redis", key);
        }
    }
}
