using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Offprint.Servers;

namespace Shop.Tests;

public sealed record Latencies(double P50Ms, double P99Ms, double SentPerRequest);

public sealed class HedgingTests
{
    private const int Requests = 1_000, HedgeAfterMs = 100, SlowMs = 1_000, SlowAllMs = 300;

    [Fact]
    public async Task Hedging_cuts_the_tail_for_a_few_percent_more_requests_and_doubles_the_load_when_all_are_slow()
    {
        // Every fiftieth request is slow, whichever it is.
        static TimeSpan Tail(int number) => TimeSpan.FromMilliseconds(number % 50 == 0 ? SlowMs : 10);
        static TimeSpan All(int number) => TimeSpan.FromMilliseconds(SlowAllMs);

        var tail = await MeasureAsync(Tail, hedge: false, parallel: 20);
        var tailHedged = await MeasureAsync(Tail, hedge: true, parallel: 20);
        var all = await MeasureAsync(All, hedge: false, parallel: 100);
        var allHedged = await MeasureAsync(All, hedge: true, parallel: 100);
        Results.Write("hedging.json", new
        {
            Requests, HedgeAfterMs, SlowMs, SlowAllMs, Tail = new { Off = tail, On = tailHedged },
            All = new { Off = all, On = allHedged },
        });

        Assert.True(tail.P99Ms >= SlowMs, $"{tail}");
        Assert.True(tailHedged.P99Ms < SlowMs / 2, $"{tailHedged}");
        Assert.True(tailHedged.SentPerRequest < 1.3, $"{tailHedged}");
        Assert.InRange(allHedged.SentPerRequest, 1.9, 2);
        Assert.True(allHedged.P99Ms >= SlowAllMs, $"{allHedged}");
    }

    [Fact]
    public async Task The_slower_of_two_hedged_requests_is_canceled_at_the_server()
    {
        var canceled = new TaskCompletionSource();
        await using var service = await Service.StartAsync(async (context, number) =>
        {
            if (number > 1)
                return;
            try
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                canceled.SetResult();
            }
        });
        using var client = Hedged(service.Address);

        using var response = await client.GetAsync("/");

        Assert.Equal(200, (int)response.StatusCode);
        await canceled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_hedged_POST_runs_twice_though_nothing_has_failed()
    {
        var effects = 0;
        await using var service = await Service.StartAsync(async (_, _) =>
        {
            await Task.Delay(SlowAllMs);
            Interlocked.Increment(ref effects);
        });
        using var client = Hedged(service.Address);

        using var response = await client.PostAsync("/", null);

        Assert.Equal(200, (int)response.StatusCode);
        await Until.TrueAsync("both have run", () => Task.FromResult(Volatile.Read(ref effects) == 2));
    }

    #region hedged
    private static HttpClient Hedged(Uri address) => Clients.Create(address, client =>
        client.AddStandardHedgingHandler().Configure(options =>
            options.Hedging.Delay = TimeSpan.FromMilliseconds(HedgeAfterMs)));
    #endregion

    private static async Task<Latencies> MeasureAsync(
        Func<int, TimeSpan> duration, bool hedge, int parallel)
    {
        await using var service = await Service.StartAsync((_, number) => Task.Delay(duration(number)));
        using var client = hedge ? Hedged(service.Address) : Clients.Create(service.Address, _ => { });
        var took = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = parallel },
            async (_, cancellation) =>
            {
                var clock = Stopwatch.StartNew();
                using var response = await client.GetAsync("/", cancellation);
                took.Add(clock.Elapsed.TotalMilliseconds);
            });
        var sorted = took.Order().ToList();
        return new(Math.Round(sorted[Requests / 2]), Math.Round(sorted[Requests * 99 / 100]),
            Math.Round(service.Received / (double)Requests, 2));
    }
}
