using System.Globalization;
using System.Text;
using Answers;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;

namespace Backends;

/// <summary>The same services, answering requests from a queue group each.</summary>
public sealed class NatsBackends : IAsyncDisposable
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> serving = [];
    private readonly Services services;
    private readonly ILogger log;
    private int abandoned;

    private NatsBackends(Services services, ILogger log) =>
        (this.services, this.log) = (services, log);

    /// <summary>Requests whose deadline passed before there was a reply.</summary>
    public int Abandoned => Volatile.Read(ref abandoned);

    public static async Task<NatsBackends> StartAsync(
        Services services, INatsConnection nats, string prefix, ILogger log,
        params string[] without)
    {
        var backends = new NatsBackends(services, log);
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
        ending.Dispose();
    }

    #region serve
    private async Task ServeAsync(string service, INatsSub<byte[]> subscription)
    {
        await using (subscription)
        {
            try
            {
                await Parallel.ForEachAsync(
                    subscription.Msgs.ReadAllAsync(ending.Token),
                    new ParallelOptions { MaxDegreeOfParallelism = 500 },
                    async (request, _) => await ReplyAsync(service, request));
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
            }
        }
    }

    private async Task ReplyAsync(string service, NatsMsg<byte[]> request)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ending.Token);
        deadline.CancelAfter(DeadlineOf(request));
        try
        {
            var key = Encoding.UTF8.GetString(request.Data ?? []);
            await request.ReplyAsync(
                await services.AnswerAsync(service, key, deadline.Token),
                cancellationToken: deadline.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            Interlocked.Increment(ref abandoned);
        }
        catch (Exception e)
        {
            log.LogError(e, "{Service} failed", service);
        }
    }
    #endregion

    private static TimeSpan DeadlineOf(NatsMsg<byte[]> request) =>
        request.Headers is { } headers
        && headers.TryGetValue(NatsBackend.DeadlineHeader, out var value)
        && int.TryParse(value, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds > 0
            ? TimeSpan.FromMilliseconds(milliseconds)
            : DefaultDeadline;
}
