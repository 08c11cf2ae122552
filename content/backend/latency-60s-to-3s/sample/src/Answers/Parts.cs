using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Answers;

/// <summary>The calls of one page, each with its deadline and its span.</summary>
internal sealed class Parts(
    IBackend backend, VectorSearch search, Deadlines deadlines, ILogger log,
    CancellationToken cancellation)
{
    private readonly ConcurrentBag<string> missing = [];

    public IReadOnlyList<string> Missing => [.. missing.Order()];

    public async Task<T> RequiredAsync<T>(string service, string key) =>
        JsonSerializer.Deserialize<T>(await AskAsync(service, key, deadlines.Required))
        ?? throw new InvalidDataException($"{service} sent null.");

    #region optional
    public async Task<string?> OptionalAsync(string service, string key)
    {
        try
        {
            return Encoding.UTF8.GetString(await AskAsync(service, key, deadlines.Optional));
        }
        catch (Exception e) when (e is NatsException or TimeoutException)
        {
            log.LogWarning(e, "Left out {Service} {Key}", service, key);
            Telemetry.MissingParts.Add(1, new KeyValuePair<string, object?>("service", service));
            missing.Add($"{service} {key}");
            return null;
        }
    }
    #endregion

    public async Task<int[]> SearchAsync(float[] vector, string[] groups)
    {
        using var span = Telemetry.Source.StartActivity("search");
        return await search.NearestAsync(vector, groups, limit: 10, cancellation);
    }

    private async Task<byte[]> AskAsync(string service, string key, TimeSpan time)
    {
        using var span = Telemetry.Source.StartActivity(service);
        return await backend.AskAsync(service, key, Deadline.In(time), cancellation);
    }
}
