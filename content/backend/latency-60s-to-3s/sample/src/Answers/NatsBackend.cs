using System.Text;
using NATS.Client.Core;

namespace Answers;

public sealed class NatsBackend(INatsConnection nats, string prefix) : IBackend
{
    public const string DeadlineHeader = "Deadline-Ms";

    #region request
    public async Task<byte[]> AskAsync(
        string service, string key, Deadline deadline, CancellationToken cancellation = default)
    {
        var remaining = deadline.Remaining();
        var reply = await nats.RequestAsync<byte[], byte[]>(
            $"{prefix}.{service}",
            Encoding.UTF8.GetBytes(key),
            headers: new NatsHeaders
            {
                [DeadlineHeader] = $"{Math.Ceiling(remaining.TotalMilliseconds)}",
            },
            replyOpts: new NatsSubOpts { Timeout = remaining },
            cancellationToken: cancellation);
        return reply.Data ?? throw new InvalidDataException($"{service} sent an empty reply.");
    }
    #endregion
}
