using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Backends;

/// <summary>What the services answer and how long they take, whatever carries it.</summary>
public sealed class Services(ServiceTimes times, float[][] vectors)
{
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    public async Task<byte[]> AnswerAsync(
        string service, string key, CancellationToken cancellation = default)
    {
        Calls.AddOrUpdate(service, 1, (_, count) => count + 1);
        await times.TakeAsync(service, cancellation);
        return service == "embedding"
            ? JsonSerializer.SerializeToUtf8Bytes(Corpus.Embed(key, vectors))
            : Encoding.UTF8.GetBytes($"{service} of {key}");
    }
}
