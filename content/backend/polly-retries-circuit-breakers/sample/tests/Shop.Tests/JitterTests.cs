using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Offprint.Servers;
using Polly;

namespace Shop.Tests;

/// <summary>Two hundred clients fail in the same moment. When do they come back?</summary>
public sealed class JitterTests
{
    private const int ClientCount = 200, BucketMs = 100, Rounds = 3;

    [Fact]
    public async Task Jitter_spreads_retries_and_Retry_After_gathers_them_again()
    {
        var plain = await PeakAsync(jitter: false, retryAfter: false);
        var jitter = await PeakAsync(jitter: true, retryAfter: false);
        var retryAfter = await PeakAsync(jitter: true, retryAfter: true);
        Results.Write("jitter.json", new { Clients = ClientCount, BucketMs, Rounds, DelaySeconds = 1, plain, jitter, retryAfter });

        Assert.True(plain > 2 * jitter, $"{plain} without jitter, {jitter} with");
        Assert.True(retryAfter > 2 * jitter, $"{retryAfter} with Retry-After, {jitter} without");
    }

    /// <summary>The most retries that arrived within a tenth of a second, median: a process may stall in one round.</summary>
    private static async Task<int> PeakAsync(bool jitter, bool retryAfter)
    {
        var peaks = new List<int>();
        for (var round = 0; round < Rounds; round++)
            peaks.Add(await RoundAsync(jitter, retryAfter));
        return peaks.Order().ElementAt(Rounds / 2);
    }

    private static async Task<int> RoundAsync(bool jitter, bool retryAfter)
    {
        // All first attempts get their 503 together, as when a service restarts.
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await Service.StartAsync(async (context, number) =>
        {
            if (number > ClientCount)
                return;
            if (number == ClientCount)
                all.SetResult();
            await all.Task;
            context.Response.StatusCode = 503;
            if (retryAfter)
                context.Response.Headers.RetryAfter = "1";
        });
        using var client = Clients.Create(service.Address, builder => builder.AddResilienceHandler("retry",
            pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = jitter,
            })));
        await Task.WhenAll(Enumerable.Range(0, ClientCount).Select(async _ =>
        {
            using var response = await client.GetAsync("/");
            Assert.Equal(200, (int)response.StatusCode);
        }));
        var retries = service.Arrivals.Order().Skip(ClientCount).Select(at => at.TotalMilliseconds).ToList();
        Assert.Equal(ClientCount, retries.Count);
        return retries.Max(from => retries.Count(at => at >= from && at < from + BucketMs));
    }
}
