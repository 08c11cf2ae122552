using LoadGenerator;
using Offprint.Servers;

namespace LoadTesting.Tests;

/// <summary>What flatters a report: rejections, timeouts left out, arrivals at even distances.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task A_bounded_queue_bounds_the_latency_and_its_rejections_flatter_a_mixed_median()
    {
        await using var api = await SaturationRuns.StartAsync("Pool:MostWaiting=4");
        var run = await Generator.RunAsync(
            api.At("quotes/1"), "Seconds=2", "WarmUpSeconds=0.2", $"Rate={SaturationRuns.Capacity * 3}", "Poisson=true");

        var (kept, rejected) = (run.Latency, run.Failed);
        Results.Write("rejections.json", new
        {
            Machine = Machine.Here, run.Sent, Kept = kept.Count, Rejected = rejected.Count,
            RejectedPercent = Math.Round(100.0 * rejected.Count / run.Sent),
            KeptP50Ms = Math.Round(kept.P50Ms), KeptP99Ms = Math.Round(kept.P99Ms),
            RejectedP50Ms = Math.Round(rejected.P50Ms, 1),
        });
        Assert.Equal(rejected.Count, run.Outcomes["503"]);
        Assert.True(rejected.Count > run.Sent / 2, $"{rejected.Count} of {run.Sent} rejected");
        Assert.True(kept.P50Ms > 40, $"{kept}");
        Assert.True(kept.P99Ms < 1_000, $"{kept}: without the bound it would be seconds");
        Assert.True(rejected.P50Ms < kept.P50Ms, $"{rejected} against {kept}");
        Assert.Contains(run.Problems(1_000_000), problem => problem.Contains("failed"));
    }

    [Fact]
    public async Task A_timeout_counts_with_the_time_that_it_took_and_not_as_a_success()
    {
        await using var api = await Api.StartAsync("Pool:Size=1", "Pool:Hold=00:00:05");
        var run = await Generator.RunAsync(
            api.At("quotes/1"), "Seconds=1", "Rate=10", "TimeoutSeconds=0.5");

        Assert.Equal(run.Sent, run.Outcomes["timeout"]);
        Assert.Equal(0, run.Succeeded);
        Assert.True(run.Failed.P50Ms >= 499, $"{run.Failed}");
    }

    [Fact]
    public async Task Random_arrivals_queue_where_evenly_spaced_ones_do_not()
    {
        // One slot for 20 ms and 35 arrivals a second: 70% busy, and a gap of 28 ms if even.
        await using var api = await Api.StartAsync("Pool:Size=1", "Pool:Hold=00:00:00.020");
        string[] options = ["Seconds=3", "WarmUpSeconds=0.2", "Rate=35"];
        var even = await Generator.RunAsync(api.At("quotes/1"), options);
        var random = await Generator.RunAsync(api.At("quotes/1"), [.. options, "Poisson=true"]);

        Results.Write("arrivals.json", new
        {
            Machine = Machine.Here,
            Even = new { MeanMs = Math.Round(even.Latency.MeanMs), P99Ms = Math.Round(even.Latency.P99Ms) },
            Random = new { MeanMs = Math.Round(random.Latency.MeanMs), P99Ms = Math.Round(random.Latency.P99Ms) },
        });
        // What the two schedules alone make a request wait, whatever the machine adds.
        Assert.Equal(0, MeanWaitMs(null));
        Assert.True(MeanWaitMs(new Random(1)) > 10, $"{MeanWaitMs(new Random(1))}");
        Assert.True(even.Latency.P50Ms >= 20 && random.Latency.P50Ms >= 20);

        static double MeanWaitMs(Random? random)
        {
            List<double> waits = [];
            double free = 0;
            foreach (var at in Arrivals.Of(35, TimeSpan.FromSeconds(3), random).Select(at => at.TotalSeconds))
            {
                var start = Math.Max(at, free);
                waits.Add(1000 * (start - at));
                free = start + 0.020;
            }
            return waits.Average();
        }
    }
}
