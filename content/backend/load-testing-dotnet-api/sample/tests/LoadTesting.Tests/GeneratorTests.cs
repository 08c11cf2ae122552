using System.Diagnostics;
using LoadGenerator;

namespace LoadTesting.Tests;

/// <summary>What a generator has to get right before anything it says about a server counts.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public async Task Latency_counts_from_the_schedule_when_the_generator_itself_is_late()
    {
        // Each send blocks the generator for 50 ms, five times the gap of its schedule.
        var recording = await RunAsync(new Blocking(TimeSpan.FromMilliseconds(50)), rate: 100);
        var report = recording.ToReport(LoadModel.Open);

        Assert.True(report.FromSend.P99Ms < 400, $"{report.FromSend}");
        Assert.True(report.Latency.P99Ms > 1_500, $"{report.Latency}");
        Assert.Contains(report.Problems(100), problem => problem.Contains("late"));
    }

    [Fact]
    public async Task Arrivals_beyond_the_limit_are_counted_as_dropped_and_spoil_the_run()
    {
        var recording = await RunAsync(new Waiting(TimeSpan.FromSeconds(1.5)), rate: 100, mostInFlight: 10);
        var report = recording.ToReport(LoadModel.Open);

        Assert.Equal(10, report.Sent);
        Assert.InRange(report.Dropped, 85, 90);
        Assert.Contains(report.Problems(1_000_000), problem => problem.Contains("dropped"));
    }

    [Fact]
    public void A_schedule_has_its_rate_and_is_the_same_for_the_same_seed()
    {
        var even = Arrivals.Of(50, TimeSpan.FromSeconds(10)).ToList();
        var random = Arrivals.Of(50, TimeSpan.FromSeconds(100), new Random(1)).ToList();

        Assert.Equal(500, even.Count, 1.0);
        Assert.InRange(random.Count, 4_800, 5_200);
        Assert.Equal(random, Arrivals.Of(50, TimeSpan.FromSeconds(100), new Random(1)));
        var gaps = random.Zip(random.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        Assert.InRange(gaps.Count(gap => gap > 1.0 / 50) / (double)gaps.Count, 0.34, 0.40); // 1/e
    }

    [Fact]
    public void Averaging_the_p99_of_two_generators_is_wrong_and_merging_their_histograms_is_right()
    {
        var quiet = ReportOf(Enumerable.Repeat(10, 9_900).Concat(Enumerable.Repeat(20, 100)));
        var slow = ReportOf(Enumerable.Repeat(10, 90).Concat(Enumerable.Repeat(1_000, 10)));
        var truth = Enumerable.Repeat(10, 9_990).Concat(Enumerable.Repeat(20, 100))
            .Concat(Enumerable.Repeat(1_000, 10)).ElementAt(9_999 - 1);

        var merged = Histograms.Merge([quiet, slow]);
        Assert.Equal(10_100, merged.Count);
        Assert.Equal(truth, merged.P99Ms, 0.1);
        Assert.InRange((quiet.Latency.P99Ms + slow.Latency.P99Ms) / 2, 500, 520);
    }

    [Fact]
    public void A_wrong_expected_interval_corrects_to_a_wrong_p99()
    {
        // 1,000 requests at 10 ms and one of 2,000 ms; the truth is 200 requests in the pause.
        var right = Corrected(TimeSpan.FromMilliseconds(10));
        var tooLong = Corrected(TimeSpan.FromMilliseconds(1_000));
        Assert.InRange(right.P99Ms, 1_800, 2_000);
        Assert.InRange(tooLong.P99Ms, 9, 11);

        static Latencies Corrected(TimeSpan interval)
        {
            var histogram = Recording.NewHistogram();
            foreach (var ms in Enumerable.Repeat(10, 1_000).Append(2_000))
                histogram.RecordValueWithExpectedInterval(ms * 1_000, (long)interval.TotalMicroseconds);
            return Latencies.Of(histogram);
        }
    }

    [Fact]
    public void A_histogram_keeps_three_digits_from_microseconds_to_minutes()
    {
        foreach (var micros in (long[])[7, 1_234, 98_765, 6_543_210, 599_000_000])
        {
            var histogram = Recording.NewHistogram();
            histogram.RecordValue(micros);
            Assert.InRange(histogram.GetValueAtPercentile(50) / (double)micros, 0.999, 1.001);
        }
    }

    [Fact]
    public async Task A_request_that_finds_no_server_is_an_error_and_no_latency()
    {
        using var target = new HttpTarget(new Uri("http://127.0.0.1:9/"), TimeSpan.FromSeconds(2));
        var report = (await RunAsync(target, rate: 20)).ToReport(LoadModel.Open);
        Assert.Equal(report.Sent, report.Outcomes["ConnectionError"]);
        Assert.Equal(0, report.Succeeded);
        Assert.Equal(report.Sent, report.Failed.Count);
    }

    [Fact]
    public async Task A_canceled_run_ends_and_says_so()
    {
        using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync(new Waiting(TimeSpan.FromSeconds(30)), rate: 20, seconds: 60, cancellation: stopping.Token));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    private static Task<Recording> RunAsync(
        ITarget target, double rate, int mostInFlight = 10_000, double seconds = 1,
        CancellationToken cancellation = default) =>
        Loads.RunAsync(
            new LoadOptions { Url = new Uri("http://unused"), Rate = rate, MostInFlight = mostInFlight },
            target, TimeSpan.FromSeconds(seconds), cancellation);

    private static Report ReportOf(IEnumerable<int> milliseconds)
    {
        var recording = new Recording(TimeSpan.Zero);
        foreach (var ms in milliseconds)
            recording.Latency.RecordValue(ms * 1_000);
        return recording.ToReport(LoadModel.Open);
    }

    private sealed class Blocking(TimeSpan time) : ITarget
    {
        public Task<string> SendAsync(CancellationToken cancellation)
        {
            Thread.Sleep(time);
            return Task.FromResult("200");
        }
    }

    private sealed class Waiting(TimeSpan time) : ITarget
    {
        public async Task<string> SendAsync(CancellationToken cancellation)
        {
            await Task.Delay(time, cancellation);
            return "200";
        }
    }
}
