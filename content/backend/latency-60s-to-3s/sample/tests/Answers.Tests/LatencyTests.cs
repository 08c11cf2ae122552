using System.Diagnostics;
using Backends;
using Offprint.Servers;

namespace Answers.Tests;

/// <summary>One request path, built six times; each adds one thing to the one before.</summary>
[Collection(RealServers.Name)]
public sealed class LatencyTests(Fixture fixture)
{
    private const int Requests = 200, DistinctQuestions = 150, Users = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Each_step_takes_its_share_of_sixty_seconds()
    {
        await using var stage = await Stage.OpenAsync(fixture, new ServiceTimes());
        var exact = stage.ExactSearch;
        var approximate = stage.Search(new SearchParams(hnsw_ef: 64));

        var sequential = await MeasureAsync(
            stage, new SequentialHttp(stage.Http, exact), atOnce: 50);
        var parallelHttp = await MeasureAsync(stage, new ParallelHttp(stage.Http, exact));
        var parallelNats = await MeasureAsync(
            stage, new ParallelRequests(stage.Ask(Patience), exact));
        var deadlines = await MeasureAsync(
            stage, new ParallelRequests(stage.Ask(Patience, Deadline), exact));
        var withCache = new ParallelRequests(
            stage.Cached(stage.Ask(Patience, Deadline), "exact"), exact);
        await MeasureAsync(stage, withCache, seed: 1);
        var cached = await MeasureAsync(stage, withCache);
        var withIndex = new ParallelRequests(
            stage.Cached(stage.Ask(Patience, Deadline), "tuned"), approximate);
        var tunedCold = await MeasureAsync(stage, withIndex, seed: 1);
        var tuned = await MeasureAsync(stage, withIndex);

        Assert.InRange(sequential.MedianMs, 2_800, 5_000);
        Assert.True(parallelNats.MedianMs * 2 < sequential.MedianMs, $"{parallelNats}");
        Assert.True(deadlines.P90Ms < parallelNats.P90Ms * 0.9, $"{deadlines} {parallelNats}");
        Assert.True(cached.MedianMs < deadlines.MedianMs * 0.8, $"{cached} {deadlines}");
        Assert.True(tuned.MedianMs < cached.MedianMs * 0.7, $"{tuned} {cached}");
        Assert.True(tuned.MedianMs * 8 < sequential.MedianMs, $"{tuned} {sequential}");
        Assert.True(cached.CallsPerAnswer < deadlines.CallsPerAnswer / 2, $"{cached}");

        var gain = sequential.MedianMs - tuned.MedianMs;
        Results.Write("steps.json", new
        {
            scale = ServiceTimes.Scale,
            requests = Requests,
            distinctQuestions = DistinctQuestions,
            sequential,
            parallelHttp,
            parallelNats,
            deadlines,
            cached,
            tuned,
            tunedCold,
            gainPercent = Math.Round(100 * gain / sequential.MedianMs),
            tailGainPercent =
                Math.Round(100 * (1 - (tuned.P99Ms / sequential.P99Ms))),
            sharePercent = new
            {
                parallel = Share(sequential, parallelNats),
                deadlines = Share(parallelNats, deadlines),
                cached = Share(deadlines, cached),
                tuned = Share(cached, tuned),
            },
        });

        double Share(Measured before, Measured after) =>
            Math.Round(100 * (before.MedianMs - after.MedianMs) / gain) + 0.0;
    }

    [Fact]
    public async Task Without_waiting_the_two_transports_cost_about_the_same()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var nats = stage.Ask(Patience);
        var overHttp = await MedianMicrosecondsAsync(() => stage.Http.GetStringAsync("/profile/1"));
        var overNats = await MedianMicrosecondsAsync(() => nats.AskAsync("profile", "1"));

        Assert.True(overHttp < 20_000 && overNats < 20_000, $"{overHttp} {overNats}");
        Results.Write("transport.json", new { httpMicroseconds = overHttp, natsMicroseconds = overNats });
    }

    private static async Task<Measured> MeasureAsync(
        Stage stage, IAnswering answering, int atOnce = 20, int seed = 3)
    {
        stage.Services.Calls.Clear();
        var times = new double[Requests];
        var partial = 0;
        var questions = Questions(seed);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var n && n < Requests)
            {
                var start = Stopwatch.GetTimestamp();
                var answer = await answering.AnswerAsync(questions[n]);
                times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (answer.Missing.Count > 0)
                    Interlocked.Increment(ref partial);
            }
        }));
        Array.Sort(times);
        return new Measured(
            times[Requests / 2], times[(int)(Requests * 0.9)], times[(int)(Requests * 0.99)],
            Math.Round(100.0 * partial / Requests, 1),
            Math.Round((double)stage.Services.Calls.Values.Sum() / Requests, 1));
    }

    /// <summary>Some questions are asked far more often than others, by Zipf's law.</summary>
    private static Question[] Questions(int seed)
    {
        var random = new Random(seed);
        var weights = Enumerable.Range(1, DistinctQuestions).Select(rank => 1.0 / rank).ToArray();
        return [.. Enumerable.Range(0, Requests).Select(_ =>
        {
            var drawn = random.NextDouble() * weights.Sum();
            var rank = 0;
            while (rank < weights.Length - 1 && (drawn -= weights[rank]) > 0)
                rank++;
            return new Question($"user-{random.Next(Users)}", $"question {rank}");
        })];
    }

    private static async Task<double> MedianMicrosecondsAsync<T>(Func<Task<T>> call)
    {
        var samples = new double[600];
        for (var i = -100; i < samples.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await call();
            if (i >= 0)
                samples[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(samples);
        return Math.Round(samples[samples.Length / 2]);
    }

    private sealed record Measured
    {
        public Measured(
            double medianMs, double p90Ms, double p99Ms,
            double partialPercent, double callsPerAnswer)
        {
            MedianMs = Math.Round(medianMs);
            P90Ms = Math.Round(p90Ms);
            P99Ms = Math.Round(p99Ms);
            MedianSeconds = Original(medianMs);
            P90Seconds = Original(p90Ms);
            P99Seconds = Original(p99Ms);
            (PartialPercent, CallsPerAnswer) = (partialPercent, callsPerAnswer);
        }

        public double MedianMs { get; }

        public double P90Ms { get; }

        public double P99Ms { get; }

        public double MedianSeconds { get; }

        public double P90Seconds { get; }

        public double P99Seconds { get; }

        public double PartialPercent { get; }

        public double CallsPerAnswer { get; }

        private static double Original(double milliseconds) =>
            Math.Round(milliseconds * ServiceTimes.Scale / 1_000, 1);
    }
}
