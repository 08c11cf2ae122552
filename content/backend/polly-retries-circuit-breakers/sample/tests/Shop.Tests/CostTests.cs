using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Offprint.Servers;
using Polly;

namespace Shop.Tests;

public sealed record Cost(double Ms, double Bytes);

public sealed record Partial(double FailedPercent, double SentPerRequest);

public sealed class CostTests
{
    private const int Requests = 1_000, Rounds = 5, FailingPercent = 30;

    #region partial
    [Fact]
    public async Task In_a_partial_outage_a_budget_trades_failed_requests_for_load()
    {
        var unlimited = await FailAsync(_ => { });
        var budget = await FailAsync(retry => retry.Limit(new RetryBudget(ratio: 0.1, most: 10)));
        Results.Write("partial.json", new { Requests, FailingPercent, unlimited, budget });

        Assert.InRange(unlimited.FailedPercent, 0, 5);
        Assert.InRange(unlimited.SentPerRequest, 1.3, 1.6);
        Assert.InRange(budget.FailedPercent, 10, FailingPercent);
        Assert.InRange(budget.SentPerRequest, 1.05, 1.11);
    }
    #endregion

    [Fact]
    public async Task The_pipeline_adds_less_than_a_millisecond_to_a_request()
    {
        await using var service = await Service.StartAsync(200);
        using var plain = Clients.Create(service.Address, _ => { });
        using var piped = Clients.Standard(service.Address, options => options.Retry.Limit(new(ratio: 0.1, most: 10)));
        await MeasureAsync(plain);
        await MeasureAsync(piped);
        var rounds = new List<(Cost Plain, Cost Piped)>();
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await MeasureAsync(plain), await MeasureAsync(piped)));
        var (plainMs, pipedMs) = (Middle(rounds.Select(r => r.Plain.Ms)), Middle(rounds.Select(r => r.Piped.Ms)));
        var bytes = Middle(rounds.Select(r => r.Piped.Bytes)) - Middle(rounds.Select(r => r.Plain.Bytes));
        Results.Write("cost.json", new
        {
            Requests = Requests / 2, Rounds,
            PlainMicroseconds = Math.Round(plainMs * 1_000), PipedMicroseconds = Math.Round(pipedMs * 1_000),
            ExtraKilobytes = Math.Round(bytes / 1_000, 1),
        });

        Assert.True(pipedMs - plainMs < 1, $"{plainMs} ms plain, {pipedMs} ms through the pipeline");
        Assert.InRange(bytes, 1, 10_000);
    }

    private static async Task<Partial> FailAsync(Action<HttpRetryStrategyOptions> configure)
    {
        var random = new Random(1);
        await using var service = await Service.StartAsync(503, () => random.Next(100) < FailingPercent);
        using var client = Clients.Create(service.Address, builder => builder.AddResilienceHandler("retry", pipeline =>
        {
            var retry = new HttpRetryStrategyOptions { MaxRetryAttempts = 3, Delay = TimeSpan.FromMilliseconds(1) };
            configure(retry);
            pipeline.AddRetry(retry);
        }));
        var failed = 0;
        for (var request = 0; request < Requests; request++)
        {
            using var response = await client.GetAsync("/");
            if (!response.IsSuccessStatusCode)
                failed++;
        }
        return new(Math.Round(100.0 * failed / Requests, 1), Math.Round(service.Received / (double)Requests, 2));
    }

    /// <summary>Client and service share the process, so the bytes are of both; the difference is the client's.</summary>
    private static async Task<Cost> MeasureAsync(HttpClient client)
    {
        var took = new List<double>();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        for (var request = 0; request < Requests / 2; request++)
        {
            var start = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync("/");
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new(Middle(took), bytes / (double)took.Count);
    }

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
