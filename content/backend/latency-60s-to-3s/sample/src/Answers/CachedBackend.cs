namespace Answers;

/// <summary>Asks the cache first, for as long as each kind of answer may be old.</summary>
public sealed class CachedBackend(
    IBackend backend, StampedeCache cache, IReadOnlyDictionary<string, TimeSpan> lives)
    : IBackend
{
    public Task<byte[]> AskAsync(
        string service, string key, CancellationToken cancellation = default) =>
        lives.TryGetValue(service, out var life)
            ? cache.GetOrCreateAsync(
                $"{service}:{key}", life, () => backend.AskAsync(service, key), cancellation)
            : backend.AskAsync(service, key, cancellation);
}
