using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Shop.Tests;

/// <summary>What keeps a service down after its fault is gone. "After" is the last three seconds of a run.</summary>
[Collection(RealPostgres.Name)]
public sealed class StormTests(Postgres postgres, StormReport report) : IClassFixture<StormReport>
{
    #region storm
    private static void Retries(IHttpClientBuilder client) =>
        client.AddResilienceHandler("retries", pipeline => pipeline
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(100),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .AddTimeout(Storm.AttemptTimeout));
    #endregion

    [Fact]
    public async Task Without_retries_the_service_recovers_from_a_lock()
    {
        var outage = await Storm.RunAsync(postgres.Server, client => client.AddResilienceHandler(
            "timeout", pipeline => pipeline.AddTimeout(Storm.AttemptTimeout)));
        report.Add("none", outage);

        Assert.True(outage.SucceededPercent > 90, $"{outage}");
        Assert.True(outage.SentPerRequest < 1.1, $"{outage}");
    }

    [Fact]
    public async Task Three_retries_keep_the_service_down_after_the_lock_is_gone()
    {
        // Longer than anything waits in the service: its pool gives up on a request after ten seconds.
        var outage = await Storm.RunAsync(postgres.Server, Retries, afterSeconds: 20);
        report.Add("retries", outage);

        Assert.True(outage.SucceededPercent < 10, $"{outage}");
        Assert.True(outage.SentPerRequest > 2.2, $"{outage}");
        Assert.False(outage.Recovered, $"{outage}");
        // It works all the time, for clients that have left.
        Assert.True(outage.AnsweredPerSecond > Storm.RequestsPerSecond, $"{outage}");
        Assert.True(outage.AbandonedPercent > 90, $"{outage}");
    }

    [Fact]
    public async Task A_breaker_with_default_thresholds_does_not_open_in_sixty_small_clients()
    {
        var opened = 0;
        var outage = await Storm.RunAsync(postgres.Server, client => Standard(client, options =>
            options.CircuitBreaker.OnOpened = _ => { Interlocked.Increment(ref opened); return default; }));
        report.Add("defaultBreaker", outage);

        Assert.Equal(0, opened);
        Assert.True(outage.SucceededPercent < 10, $"{outage}");
        Assert.True(outage.SentPerRequest > 2.2, $"{outage}");
    }

    [Fact]
    public async Task A_breaker_sized_for_each_client_lets_the_service_recover()
    {
        var opened = 0;
        var outage = await Storm.RunAsync(postgres.Server, client => Standard(client, options =>
        {
            options.CircuitBreaker.FailureRatio = 0.5;
            options.CircuitBreaker.MinimumThroughput = 3;
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
            options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(2);
            options.CircuitBreaker.OnOpened = _ => { Interlocked.Increment(ref opened); return default; };
        }));
        report.Add("breaker", outage);

        Assert.True(opened > 0);
        Assert.True(outage.SucceededPercent > 80, $"{outage}");
        Assert.True(outage.SentPerRequest < 1.3, $"{outage}");
    }

    [Fact]
    public async Task A_retry_budget_lets_the_service_recover()
    {
        var outage = await Storm.RunAsync(postgres.Server, client =>
        {
            var budget = new RetryBudget(ratio: 0.1, most: 1);
            Standard(client, options => options.Retry.Limit(budget));
        });
        report.Add("budget", outage);

        Assert.True(outage.SucceededPercent > 90, $"{outage}");
        Assert.True(outage.SentPerRequest < 1.2, $"{outage}");
    }

    [Fact]
    public async Task Ten_saved_tokens_in_each_of_sixty_small_clients_prolong_the_outage()
    {
        var outage = await Storm.RunAsync(postgres.Server, client =>
        {
            var budget = new RetryBudget(ratio: 0.1, most: 10);
            Standard(client, options => options.Retry.Limit(budget));
        }, afterSeconds: 30);
        report.Add("bigBudget", outage);

        // With one saved token it takes about two.
        Assert.True(outage.IsDownAt(5), $"{outage}");
    }

    [Fact]
    public async Task A_service_that_limits_its_queue_recovers_under_the_same_retries()
    {
        var outage = await Storm.RunAsync(postgres.Server, Retries, settings: "LongestWait=00:00:00.2");
        report.Add("shortQueue", outage);

        Assert.False(outage.IsDownAt(2), $"{outage}");
        Assert.True(outage.SucceededPercent > 70, $"{outage}");
    }

    /// <summary>
    /// With cancellation alone, it depends on chance whether a storm ends at once: about half of them do. That
    /// all of twelve do has a chance of one in thousands.
    /// </summary>
    [Fact]
    public async Task Canceling_the_work_of_clients_that_have_left_does_not_replace_the_limit()
    {
        Outage outage;
        var storms = 0;
        do
        {
            Assert.True(storms++ < 12, "Six seconds after each of twelve storms, the service answered again");
            outage = await Storm.RunAsync(postgres.Server, Retries, settings: "CancelWithClient=true");
        }
        while (outage.AnsweredPerSecond > Storm.RequestsPerSecond / 2.0);
        report.Add("cancel", outage);
    }

    [Fact]
    public async Task Hedging_keeps_the_service_down_as_retries_do()
    {
        var outage = await Storm.RunAsync(postgres.Server, client =>
        {
            client.AddStandardHedgingHandler().Configure(options =>
            {
                options.Hedging.Delay = TimeSpan.FromMilliseconds(100);
                options.Hedging.MaxHedgedAttempts = 2;
                options.Endpoint.Timeout.Timeout = Storm.AttemptTimeout;
            });
        });
        report.Add("hedging", outage);

        Assert.True(outage.SucceededPercent < 10, $"{outage}");
        Assert.True(outage.SentPerRequest > 1.7, $"{outage}");
    }

    /// <summary>The standard handler with the storm's retries and timeout.</summary>
    private static void Standard(IHttpClientBuilder client, Action<HttpStandardResilienceOptions> configure) =>
        client.AddStandardResilienceHandler(options =>
        {
            options.Retry.MaxRetryAttempts = 3;
            options.Retry.Delay = TimeSpan.FromMilliseconds(100);
            options.AttemptTimeout.Timeout = Storm.AttemptTimeout;
            configure(options);
        });
}
