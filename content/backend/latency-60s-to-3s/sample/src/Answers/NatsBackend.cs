using System.Text;
using NATS.Client.Core;

namespace Answers;

/// <param name="deadlineOf">How long a caller waits for each service.</param>
public sealed class NatsBackend(
    INatsConnection nats, string prefix, Func<string, TimeSpan> deadlineOf) : IBackend
{
    public const string DeadlineHeader = "Deadline-Ms";

    #region request
    public async Task<byte[]> AskAsync(
        string service, string key, CancellationToken cancellation = default)
    {
        var deadline = deadlineOf(service);
        var reply = await nats.RequestAsync<byte[], byte[]>(
            $"{prefix}.{service}",
            Encoding.UTF8.GetBytes(key),
            headers: new NatsHeaders
            {
                [DeadlineHeader] = $"{(int)deadline.TotalMilliseconds}",
            },
            replyOpts: new NatsSubOpts { Timeout = deadline },
            cancellationToken: cancellation);
        return reply.Data!;
    }
    #endregion
}
