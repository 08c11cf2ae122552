using System.Globalization;
using System.Text;
using Answers;
using NATS.Client.Core;

namespace Backends;

/// <summary>The same services, answering requests from a queue group each.</summary>
public sealed class NatsBackends : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> serving = [];
    private readonly Services services;
    private readonly INatsConnection nats;

    private NatsBackends(Services services, INatsConnection nats) =>
        (this.services, this.nats) = (services, nats);

    /// <summary>Replies that came too late for anybody to want them.</summary>
    public int Abandoned;

    public static async Task<NatsBackends> StartAsync(
        Services services, INatsConnection nats, string prefix, params string[] without)
    {
        var backends = new NatsBackends(services, nats);
        foreach (var service in ServiceTimes.Services.Except(without))
        {
            var subscription = await nats.SubscribeCoreAsync<byte[]>(
                $"{prefix}.{service}", queueGroup: service);
            backends.serving.Add(backends.ServeAsync(service, subscription));
        }
        await nats.PingAsync();
        return backends;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(serving);
    }

    #region serve
    private async Task ServeAsync(string service, INatsSub<byte[]> subscription)
    {
        try
        {
            await foreach (var request in subscription.Msgs.ReadAllAsync(ending.Token))
                _ = ReplyAsync(service, request);
        }
        catch (OperationCanceledException)
        {
            await subscription.DisposeAsync();
        }
    }

    private async Task ReplyAsync(string service, NatsMsg<byte[]> request)
    {
        using var deadline = new CancellationTokenSource(DeadlineOf(request));
        try
        {
            var key = Encoding.UTF8.GetString(request.Data!);
            await request.ReplyAsync(
                await services.AnswerAsync(service, key, deadline.Token));
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref Abandoned);
        }
    }
    #endregion

    private static TimeSpan DeadlineOf(NatsMsg<byte[]> request) =>
        TimeSpan.FromMilliseconds(int.Parse(
            request.Headers![NatsBackend.DeadlineHeader].ToString(),
            CultureInfo.InvariantCulture));
}
