using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using NATS.Client.Core;

namespace Answers;

/// <summary>
/// Every part is asked for as soon as it can be, waits no longer than its deadline, and
/// may be missing from the answer, except those without which there is none.
/// </summary>
public sealed class ParallelRequests(IBackend backend, VectorSearch search) : IAnswering
{
    #region parallel
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation)
    {
        var missing = new ConcurrentBag<string>();
        var profile = OptionalAsync("profile", question.User);
        var permissions = RequiredAsync("permissions", question.User);
        var related = OptionalAsync("related", question.User);

        var vector = JsonSerializer.Deserialize<float[]>(
            await backend.AskAsync("embedding", question.Text, cancellation));
        var ids = await search.NearestAsync(vector!, limit: 10, cancellation);
        var passages = await Task.WhenAll(ids.Select(async id =>
            new Passage(id, await OptionalAsync("passage", $"{id}"))));

        return new Answer(
            await profile, await permissions, passages, await related, [.. missing.Order()]);

        async Task<string> RequiredAsync(string service, string key) =>
            Encoding.UTF8.GetString(await backend.AskAsync(service, key, cancellation));

        async Task<string?> OptionalAsync(string service, string key)
        {
            try
            {
                return await RequiredAsync(service, key);
            }
            catch (NatsException) // no reply in time, or nobody there to reply
            {
                missing.Add($"{service} {key}");
                return null;
            }
        }
    }
    #endregion
}
