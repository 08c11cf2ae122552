using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Offprint.Servers;
using Polly;

namespace Shop.Tests;

/// <summary>Browser, gateway, orders, prices: three layers that may each retry, above a service that fails.</summary>
public sealed class LayerTests
{
    private const int Requests = 1_000;

    [Fact]
    public async Task Three_retries_in_each_of_three_layers_send_64_requests_for_one()
    {
        await using var prices = await Service.StartAsync(503);
        await using var orders = await LayerAsync(prices, Retries);
        await using var gateway = await LayerAsync(orders, Retries);
        using var browser = Clients.Create(gateway.Address, Retries);

        using var response = await browser.GetAsync("/");

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(4, gateway.Received);
        Assert.Equal(16, orders.Received);
        Assert.Equal(64, prices.Received);
    }

    [Fact]
    public async Task Retries_in_one_layer_send_four()
    {
        await using var prices = await Service.StartAsync(503);
        await using var orders = await LayerAsync(prices, Retries);
        await using var gateway = await LayerAsync(orders, _ => { });
        using var browser = Clients.Create(gateway.Address, _ => { });

        using var response = await browser.GetAsync("/");

        Assert.Equal(4, prices.Received);
    }

    [Fact]
    public async Task A_budget_in_each_of_three_layers_bounds_what_reaches_the_last()
    {
        await using var prices = await Service.StartAsync(503);
        await using var orders = await LayerAsync(prices, Budget);
        await using var gateway = await LayerAsync(orders, Budget);
        using var browser = Clients.Create(gateway.Address, Budget);

        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (_, cancellation) =>
            {
                using var response = await browser.GetAsync("/", cancellation);
                Assert.Equal(503, (int)response.StatusCode);
            });

        // Ten tokens to begin with in each layer, and a tenth of what arrives there.
        Assert.InRange(gateway.Received, Requests, Requests * 1.1 + 10);
        Assert.InRange(orders.Received, gateway.Received, gateway.Received * 1.1 + 10);
        Assert.InRange(prices.Received, orders.Received, orders.Received * 1.1 + 10);
        Assert.True(prices.Received > Requests * 1.3, $"{prices.Received}");
        Results.Write("layers.json", new { Requests, Received = prices.Received, Most = 10 });
    }

    private static void Retries(IHttpClientBuilder client) => client.AddResilienceHandler("retries",
        pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(1),
        }));

    private static void Budget(IHttpClientBuilder client)
    {
        var retry = new HttpRetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(1) };
        retry.Limit(new RetryBudget(ratio: 0.1, most: 10));
        client.AddResilienceHandler("budget", pipeline => pipeline.AddRetry(retry));
    }

    private static Task<Service> LayerAsync(Service next, Action<IHttpClientBuilder> configure)
    {
        var client = Clients.Create(next.Address, configure);
        return Service.StartAsync(async (context, _) =>
        {
            using var response = await client.GetAsync("/", context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
        });
    }
}
