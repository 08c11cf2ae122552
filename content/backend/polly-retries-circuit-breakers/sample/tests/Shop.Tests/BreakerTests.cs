using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.CircuitBreaker;

namespace Shop.Tests;

public sealed class BreakerTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_open_circuit_rejects_without_sending()
    {
        await using var service = await Service.StartAsync(503);
        using var client = WithBreaker(service.Address);
        await OpenAsync(client);
        var sent = service.Received;

        for (var request = 0; request < 50; request++)
            await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync("/"));

        Assert.Equal(4, sent);
        Assert.Equal(sent, service.Received);
    }

    [Fact]
    public async Task A_half_open_circuit_sends_one_probe_and_a_failed_probe_opens_it_again()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = await Service.StartAsync(async (context, number) =>
        {
            if (number > 4)
                await release.Task;
            context.Response.StatusCode = 503;
        });
        using var client = WithBreaker(service.Address);
        await OpenAsync(client);
        await Task.Delay(Break + TimeSpan.FromMilliseconds(50));

        var probe = client.GetAsync("/");
        await Until.TrueAsync("the probe has arrived", () => Task.FromResult(service.Received == 5));
        for (var request = 0; request < 20; request++)
            await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync("/"));
        release.SetResult();
        (await probe).Dispose();

        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync("/"));
        Assert.Equal(5, service.Received);
    }

    [Fact]
    public async Task A_probe_that_succeeds_closes_the_circuit()
    {
        var down = true;
        await using var service = await Service.StartAsync(503, () => Volatile.Read(ref down));
        using var client = WithBreaker(service.Address);
        await OpenAsync(client);
        Volatile.Write(ref down, false);
        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync("/"));
        await Task.Delay(Break + TimeSpan.FromMilliseconds(50));

        for (var request = 0; request < 20; request++)
        {
            using var response = await client.GetAsync("/");
            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    [Fact]
    public async Task Below_the_minimum_throughput_a_circuit_stays_closed_though_everything_fails()
    {
        await using var service = await Service.StartAsync(503);
        using var client = Clients.Standard(service.Address, options => options.Retry.DisableFor(HttpMethod.Get));

        for (var request = 0; request < 99; request++)
            (await client.GetAsync("/")).Dispose();
        Assert.Equal(99, service.Received);
        (await client.GetAsync("/")).Dispose();

        // The default is 100 within 30 seconds, and the hundredth failure opens it.
        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync("/"));
    }

    [Fact]
    public async Task The_standard_handler_does_not_retry_a_rejected_request()
    {
        await using var service = await Service.StartAsync(503);
        var retries = 0;
        using var client = Clients.Standard(service.Address, options =>
        {
            options.CircuitBreaker.MinimumThroughput = 4;
            options.Retry.OnRetry = _ => { Interlocked.Increment(ref retries); return default; };
        });
        (await client.GetAsync("/")).Dispose();
        Assert.Equal(3, retries);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync("/"));

        Assert.Equal(3, retries);
    }

    [Fact]
    public async Task A_client_error_opens_no_circuit()
    {
        await using var service = await Service.StartAsync(404);
        using var client = WithBreaker(service.Address);

        for (var request = 0; request < 20; request++)
            (await client.GetAsync("/")).Dispose();

        Assert.Equal(20, service.Received);
    }

    [Fact]
    public async Task One_failing_endpoint_opens_the_circuit_for_all_of_the_client()
    {
        await using var service = await Service.StartAsync((context, _) =>
        {
            context.Response.StatusCode = context.Request.Path == "/reports" ? 503 : 200;
            return Task.CompletedTask;
        });
        using var client = WithBreaker(service.Address);
        await OpenAsync(client, "/reports");

        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync("/prices"));
    }

    [Fact]
    public async Task Selected_by_authority_each_host_has_a_circuit_of_its_own()
    {
        await using var bad = await Service.StartAsync(503);
        await using var good = await Service.StartAsync(200);
        using var client = Clients.Create(bad.Address, builder => builder
            .AddResilienceHandler("breaker", pipeline => pipeline.AddCircuitBreaker(Options()))
            .SelectPipelineByAuthority());
        await OpenAsync(client);

        using var response = await client.GetAsync(good.Address);

        Assert.Equal(200, (int)response.StatusCode);
        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync(bad.Address));
    }

    [Fact]
    public async Task Registered_as_shown_the_circuit_opens_after_ten_failed_attempts()
    {
        await using var service = await Service.StartAsync(503);
        var services = new ServiceCollection();
        services.AddPrices(service.Address);
        await using var provider = services.BuildServiceProvider();
        var prices = provider.GetRequiredService<PricesClient>();

        Exception? failure;
        do
        {
            failure = await Record.ExceptionAsync(() => prices.GetAsync(1, CancellationToken.None));
        }
        while (failure is HttpRequestException);

        Assert.IsType<BrokenCircuitException>(failure);
        Assert.Equal(10, service.Received);
    }

    #region order
    [Fact]
    public async Task Inside_the_retry_a_breaker_counts_attempts_and_outside_it_counts_requests()
    {
        Assert.Equal(1, await RequestsUntilOpenAsync(pipeline => pipeline.AddRetry(Retry()).AddCircuitBreaker(Options())));
        Assert.Equal(4, await RequestsUntilOpenAsync(pipeline => pipeline.AddCircuitBreaker(Options()).AddRetry(Retry())));
    }
    #endregion

    private static async Task<int> RequestsUntilOpenAsync(Action<ResiliencePipelineBuilder<HttpResponseMessage>> configure)
    {
        await using var service = await Service.StartAsync(503);
        using var client = Clients.Create(service.Address, builder => builder.AddResilienceHandler("test", configure));
        for (var requests = 0; ; requests++)
        {
            try
            {
                (await client.GetAsync("/")).Dispose();
            }
            catch (BrokenCircuitException)
            {
                return requests;
            }
        }
    }

    private static HttpRetryStrategyOptions Retry() => new() { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(1) };

    private static HttpCircuitBreakerStrategyOptions Options() => new()
    {
        FailureRatio = 0.5,
        MinimumThroughput = 4,
        BreakDuration = Break,
    };

    private static HttpClient WithBreaker(Uri address) => Clients.Create(address,
        builder => builder.AddResilienceHandler("breaker", pipeline => pipeline.AddCircuitBreaker(Options())));

    private static async Task OpenAsync(HttpClient client, string path = "/")
    {
        for (var request = 0; request < 4; request++)
            (await client.GetAsync(path)).Dispose();
    }
}
