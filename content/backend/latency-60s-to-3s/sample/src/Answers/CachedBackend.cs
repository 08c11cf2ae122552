namespace Answers;

/// <summary>Asks the cache first, for as long as each kind of answer may be old.</summary>
public sealed class CachedBackend(
    IBackend backend, StampedeCache cache, IReadOnlyDictionary<string, TimeSpan> lives)
    : IBackend
{
    public async Task<byte[]> AskAsync(
        string service, string key, Deadline deadline, CancellationToken cancellation) =>
        lives.TryGetValue(service, out var life)
            ? await cache.GetOrCreateAsync(
                $"{service}:{key}", life, deadline,
                token => backend.AskAsync(service, key, deadline, token), cancellation)
            : await backend.AskAsync(service, key, deadline, cancellation);
}
