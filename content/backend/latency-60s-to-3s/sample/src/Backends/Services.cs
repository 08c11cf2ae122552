using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Backends;

/// <summary>What the services answer and how long they take, whatever carries it.</summary>
public sealed class Services(ServiceTimes times, float[][] vectors)
{
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>The groups whose passages a user may see.</summary>
    public Func<string, string[]> GroupsOf { get; set; } = Corpus.GroupsOf;

    public async Task<byte[]> AnswerAsync(
        string service, string key, CancellationToken cancellation = default)
    {
        Calls.AddOrUpdate(service, 1, (_, count) => count + 1);
        await times.TakeAsync(service, cancellation);
        return service switch
        {
            "embedding" => JsonSerializer.SerializeToUtf8Bytes(Corpus.Embed(key, vectors)),
            "permissions" => JsonSerializer.SerializeToUtf8Bytes(GroupsOf(key)),
            _ => Encoding.UTF8.GetBytes($"{service} of {key}"),
        };
    }
}
