using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Answers;

/// <summary>
/// Every part is asked for as soon as it can be, waits no longer than its deadline, and
/// may be missing from the answer, except those without which there is none.
/// </summary>
public sealed class ParallelRequests(
    IBackend backend, VectorSearch search, Deadlines deadlines, ILogger<ParallelRequests> log)
    : IAnswering
{
    #region parallel
    public async Task<Answer> AnswerAsync(
        Question question, CancellationToken cancellation = default)
    {
        using var page = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var missing = new ConcurrentBag<string>();
        var permissions = RequiredAsync<string[]>("permissions", question.User);
        var embedding = RequiredAsync<float[]>("embedding", question.Text);
        var profile = OptionalAsync("profile", question.User);
        var related = OptionalAsync("related", question.User);
        try
        {
            await foreach (var done in Task.WhenEach(permissions, embedding))
                await done; // whichever fails first ends the page
            var ids = await SearchAsync(await embedding, await permissions);
            var passages = await Task.WhenAll(ids.Select(async id =>
                new Passage(id, await OptionalAsync("passage", $"{id}"))));
            return new Answer(
                await profile, passages, await related, [.. missing.Order()]);
        }
        catch
        {
            await page.CancelAsync();
            throw;
        }
        finally
        {
            await Task.WhenAll(permissions, embedding, profile, related)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<T> RequiredAsync<T>(string service, string key) =>
            JsonSerializer.Deserialize<T>(await AskAsync(service, key, deadlines.Required))!;

        async Task<string?> OptionalAsync(string service, string key)
        {
            try
            {
                return Encoding.UTF8.GetString(
                    await AskAsync(service, key, deadlines.Optional));
            }
            catch (Exception e) when (e is NatsException or TimeoutException)
            {
                log.LogWarning(e, "Left out {Service} {Key}", service, key);
                Telemetry.MissingParts.Add(1, new KeyValuePair<string, object?>("service", service));
                missing.Add($"{service} {key}");
                return null;
            }
        }

        async Task<byte[]> AskAsync(string service, string key, TimeSpan time)
        {
            using var span = Telemetry.Source.StartActivity(service);
            return await backend.AskAsync(service, key, Deadline.In(time), page.Token);
        }

        async Task<int[]> SearchAsync(float[] vector, string[] groups)
        {
            using var span = Telemetry.Source.StartActivity("search");
            return await search.NearestAsync(vector, groups, limit: 10, page.Token);
        }
    }
    #endregion
}
