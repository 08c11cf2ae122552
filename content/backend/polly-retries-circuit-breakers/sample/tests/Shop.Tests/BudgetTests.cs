using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Shop.Tests;

public sealed class BudgetTests
{
    [Fact]
    public async Task In_an_outage_retries_are_a_tenth_of_the_requests()
    {
        await using var service = await Service.StartAsync(503);
        using var client = Limited(service.Address, new(ratio: 0.1, most: 10));

        for (var request = 0; request < 500; request++)
            (await client.GetAsync("/")).Dispose();

        // 500 requests, ten tokens to begin with, and one for every ten requests.
        Assert.InRange(service.Received, 500 + 10 + 45, 500 + 10 + 50);
    }

    [Fact]
    public async Task A_failure_in_good_times_is_retried_as_before()
    {
        // Every twentieth attempt fails.
        await using var service = await Service.StartAsync((context, number) =>
        {
            context.Response.StatusCode = number % 20 == 0 ? 503 : 200;
            return Task.CompletedTask;
        });
        using var client = Limited(service.Address, new(ratio: 0.1, most: 10));

        for (var request = 0; request < 400; request++)
        {
            using var response = await client.GetAsync("/");
            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    [Fact]
    public void Parallel_requests_never_overdraw_the_budget()
    {
        const int threads = 4, most = 10_000_000, earned = 100_000;
        var budget = new RetryBudget(ratio: 0.1, most);
        Assert.Equal(most, SpendAll());

        InParallel(() =>
        {
            for (var request = 0; request < earned * 10 / threads; request++)
                budget.Earn();
            return 0;
        });

        Assert.Equal(earned, SpendAll());

        int SpendAll() => InParallel(() =>
        {
            var spent = 0;
            while (budget.TrySpend())
                spent++;
            return spent;
        });

        // All threads begin in the same moment, and go on for longer than one turn on a processor.
        static int InParallel(Func<int> work)
        {
            using var start = new Barrier(threads);
            var sum = 0;
            var all = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                Interlocked.Add(ref sum, work());
            })).ToList();
            all.ForEach(thread => thread.Start());
            all.ForEach(thread => thread.Join());
            return sum;
        }
    }

    [Fact]
    public void A_quiet_time_saves_up_no_more_than_the_limit()
    {
        var budget = new RetryBudget(ratio: 0.1, most: 10);
        for (var request = 0; request < 10_000; request++)
            budget.Earn();

        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => budget.TrySpend()));
    }

    [Fact]
    public async Task A_request_that_may_not_run_twice_spends_nothing()
    {
        await using var service = await Service.StartAsync(503);
        var budget = new RetryBudget(ratio: 0.001, most: 3);
        using var client = Limited(service.Address, budget);

        for (var request = 0; request < 5; request++)
            (await client.PostAsync("/", null)).Dispose();

        Assert.Equal(5, service.Received);
        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => budget.TrySpend()));
    }

    [Theory]
    [InlineData("GET", 2)]
    [InlineData("HEAD", 2)]
    [InlineData("PUT", 2)]
    [InlineData("DELETE", 2)]
    [InlineData("POST", 1)]
    [InlineData("PATCH", 1)]
    public async Task Limited_retries_send_what_may_run_twice_and_nothing_else_again(string method, int sent)
    {
        await using var service = await Service.StartAsync(503);
        using var client = Limited(service.Address, new(ratio: 0.1, most: 1));

        (await client.SendAsync(new(new(method), "/"))).Dispose();

        Assert.Equal(sent, service.Received);
    }

    [Fact]
    public async Task The_last_attempt_spends_nothing()
    {
        await using var service = await Service.StartAsync(503);
        var budget = new RetryBudget(ratio: 0.001, most: 5);
        using var client = Limited(service.Address, budget);

        (await client.GetAsync("/")).Dispose();

        Assert.Equal(4, service.Received);
        Assert.Equal(2, Enumerable.Range(0, 10).Count(_ => budget.TrySpend()));
    }

    private static HttpClient Limited(Uri address, RetryBudget budget) =>
        Clients.Create(address, client => client.AddResilienceHandler("budget", pipeline =>
        {
            var retry = new HttpRetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(1) };
            retry.Limit(budget);
            pipeline.AddRetry(retry);
        }));
}
