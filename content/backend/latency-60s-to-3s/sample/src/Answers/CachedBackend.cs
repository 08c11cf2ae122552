using StackExchange.Redis;

namespace Answers;

/// <summary>
/// Asks the cache first, for as long as each kind of answer may be old. A cache that is
/// down costs time and no answers.
/// </summary>
public sealed class CachedBackend(
    IBackend backend, StampedeCache cache, IReadOnlyDictionary<string, TimeSpan> lives)
    : IBackend
{
    public async Task<byte[]> AskAsync(
        string service, string key, CancellationToken cancellation = default)
    {
        if (!lives.TryGetValue(service, out var life))
            return await backend.AskAsync(service, key, cancellation);
        try
        {
            return await cache.GetOrCreateAsync(
                $"{service}:{key}", life, () => backend.AskAsync(service, key), cancellation);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            return await backend.AskAsync(service, key, cancellation);
        }
    }
}
