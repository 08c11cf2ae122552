using System.Collections.Concurrent;
using StackExchange.Redis;

namespace Answers;

/// <summary>
/// Cache-aside in which a miss is loaded once: once in this process by a shared task, and
/// once over all processes by a lock in Redis that expires by itself.
/// </summary>
public sealed class StampedeCache(IDatabase redis, TimeSpan lockLife)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> loading = new();

    #region get-or-create
    public async Task<byte[]> GetOrCreateAsync(
        string key, TimeSpan life, Func<Task<byte[]>> load, CancellationToken cancellation)
    {
        byte[]? cached = await redis.StringGetAsync(key);
        if (cached is not null)
            return cached;

        var shared = loading.GetOrAdd(
            key, _ => new Lazy<Task<byte[]>>(() => LoadOnceAsync(key, life, load)));
        return await shared.Value.WaitAsync(cancellation);
    }

    private async Task<byte[]> LoadOnceAsync(
        string key, TimeSpan life, Func<Task<byte[]>> load)
    {
        try
        {
            var (lockKey, token) = ($"{key}:lock", Guid.NewGuid().ToString("N"));
            while (!await redis.LockTakeAsync(lockKey, token, lockLife))
            {
                await Task.Delay(Poll);
                byte[]? loaded = await redis.StringGetAsync(key);
                if (loaded is not null)
                    return loaded;
            }
            try
            {
                byte[]? loaded = await redis.StringGetAsync(key);
                if (loaded is not null)
                    return loaded;
                var value = await load();
                await redis.StringSetAsync(key, value, Jittered(life));
                return value;
            }
            finally
            {
                await redis.LockReleaseAsync(lockKey, token);
            }
        }
        finally
        {
            loading.TryRemove(key, out _);
        }
    }
    #endregion

    /// <summary>Up to a tenth shorter: what was cached together does not expire together.</summary>
    private static TimeSpan Jittered(TimeSpan life) =>
        life * (1 - Random.Shared.NextDouble() / 10);
}
