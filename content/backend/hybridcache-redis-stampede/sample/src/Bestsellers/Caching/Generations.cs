using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Hybrid;

namespace Bestsellers;

/// <summary>Keys of a group that all change when the group is forgotten.</summary>
#region generations
public sealed class Generations(HybridCache cache)
{
    private static readonly HybridCacheEntryOptions Options = new()
    {
        Expiration = TimeSpan.FromDays(30),
        LocalCacheExpiration = TimeSpan.FromSeconds(1), // how long another instance may be behind
    };

    private readonly ConcurrentDictionary<string, string> last = new(); // to go on with while Redis is down

    public async ValueTask<string> KeyAsync(string group, string key, CancellationToken cancellation)
    {
        last.TryGetValue(group, out var before);
        var generation = await cache.GetOrCreateAsync(
            $"generation:{group}",
            (last, group),
            static (known, _) => ValueTask.FromResult(known.last.GetOrAdd(known.group, _ => Next())),
            Options,
            cancellationToken: cancellation);
        if (before is null)
            last.TryAdd(group, generation);
        else
            last.TryUpdate(group, generation, before); // unless ForgetAsync was quicker
        return $"{group}:{generation}:{key}";
    }

    public ValueTask ForgetAsync(string group, CancellationToken cancellation) =>
        cache.SetAsync($"generation:{group}", last[group] = Next(), Options, cancellationToken: cancellation);

    private static string Next() => Guid.NewGuid().ToString("N");
}
#endregion
