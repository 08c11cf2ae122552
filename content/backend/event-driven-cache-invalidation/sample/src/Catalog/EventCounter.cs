using StackExchange.Redis;

namespace Catalog;

/// <summary>How many events were announced, as every relay and every node can read it.</summary>
public sealed class EventCounter(IDatabase redis, CatalogSettings settings)
{
    private readonly RedisKey key = $"events:{settings.Subject}";

    /// <summary>Reserves numbers for so many events; the first of them.</summary>
    public async Task<long> ReserveAsync(int count, CancellationToken cancellation = default) =>
        await redis.StringIncrementAsync(key, count).WaitAsync(cancellation) - count + 1;

    public async Task<long> LastAsync(CancellationToken cancellation = default) =>
        (long)await redis.StringGetAsync(key).WaitAsync(cancellation);
}
