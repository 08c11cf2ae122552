using System.Diagnostics;
using System.Text.Json.Serialization;
using Backends;
using Offprint.Servers;

namespace Answers.Tests;

/// <summary>
/// One request path, built seven times; each adds one thing to the one before. The times
/// of the services are simulated.
/// </summary>
[Collection(RealServers.Name)]
public sealed class LatencyTests(Fixture fixture)
{
    private const int Requests = 400, DistinctQuestions = 150, Users = 20;
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(450);
    private static readonly TimeSpan HedgeAfter = TimeSpan.FromMilliseconds(230);

    [Fact]
    public async Task Each_step_takes_its_share_of_sixty_simulated_seconds()
    {
        await using var stage = await Stage.OpenAsync(fixture, new ServiceTimes());
        var exact = stage.ExactSearch;

        var sequential = await MeasureAsync(
            stage, new SequentialHttp(stage.Http, exact), atOnce: 50);
        var parallelHttp = await MeasureAsync(stage, new ParallelHttp(stage.Http, exact));
        var parallelNats = await MeasureAsync(stage, stage.Page(stage.Ask, search: exact));
        var deadlines = await MeasureAsync(stage, stage.Page(stage.Ask, Deadline, exact));
        var hedging = new HedgedBackend(stage.Ask, HedgeAfter, "passage");
        var hedged = await MeasureAsync(stage, stage.Page(hedging, Deadline, exact));
        var withCache = stage.Page(stage.Cached(hedging, "exact"), Deadline, exact);
        await MeasureAsync(stage, withCache, seed: 1);
        var cached = await MeasureAsync(stage, withCache);
        var withIndex = stage.Page(stage.Cached(hedging, "tuned"), Deadline, stage.TunedSearch);
        var tunedCold = await MeasureAsync(stage, withIndex, seed: 1);
        var tuned = await MeasureAsync(stage, withIndex);

        Assert.InRange(sequential.MedianMs, 2_800, 5_000);
        Assert.True(parallelNats.MedianMs * 2 < sequential.MedianMs, $"{parallelNats}");
        Assert.True(
            deadlines.UsualP90Ms < parallelNats.UsualP90Ms * 0.9, $"{deadlines} {parallelNats}");
        Assert.True(
            hedged.UsualPartialPercent < deadlines.UsualPartialPercent / 2, $"{hedged} {deadlines}");
        Assert.True(hedged.CallsPerAnswer < deadlines.CallsPerAnswer * 1.1, $"{hedged} {deadlines}");
        Assert.True(cached.MedianMs < hedged.MedianMs * 0.8, $"{cached} {hedged}");
        Assert.True(tuned.MedianMs < cached.MedianMs * 0.7, $"{tuned} {cached}");
        Assert.True(tuned.MedianMs * 8 < sequential.MedianMs, $"{tuned} {sequential}");
        Assert.True(cached.CallsPerAnswer < hedged.CallsPerAnswer / 2, $"{cached}");

        var gain = sequential.MedianMs - tuned.MedianMs;
        Results.Write("steps.json", new
        {
            scale = ServiceTimes.Scale,
            requests = Requests,
            distinctQuestions = DistinctQuestions,
            users = Users,
            sequential,
            parallelHttp,
            parallelNats,
            deadlines,
            hedged,
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
                hedged = Share(deadlines, hedged),
                cached = Share(hedged, cached),
                tuned = Share(cached, tuned),
            },
        });

        double Share(Measured before, Measured after) =>
            Math.Round(100 * (before.MedianMs - after.MedianMs) / gain) + 0.0;
    }

    [Fact]
    public async Task A_broker_makes_a_call_slower_than_kept_alive_HTTP()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var overHttp = await MedianMicrosecondsAsync(() => stage.Http.GetStringAsync("/profile/1"));
        var overNats = await MedianMicrosecondsAsync(() => stage.Ask.AskAsync(
            "profile", "1", Answers.Deadline.In(TimeSpan.FromSeconds(10)), default));

        Assert.True(overNats > overHttp, $"{overHttp} {overNats}");
        Results.Write("transport.json", new
        {
            calls = Calls,
            httpMicroseconds = overHttp,
            natsMicroseconds = overNats,
        });
    }

    private static async Task<Measured> MeasureAsync(
        Stage stage, IAnswering answering, int atOnce = 20, int seed = 3)
    {
        stage.Services.Calls.Clear();
        var times = new double[Requests];
        var partial = new bool[Requests];
        var questions = Questions(seed);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var n && n < Requests)
            {
                var start = Stopwatch.GetTimestamp();
                var answer = await answering.AnswerAsync(questions[n]);
                times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                partial[n] = answer.Missing.Count > 0;
            }
        }));
        var usualP90 = Usual(times.Chunk(Requests / 10)
            .Select(batch => batch.Order().ElementAt((int)(batch.Length * 0.9))));
        Array.Sort(times);
        return new Measured(
            times[Requests / 2], times[(int)(Requests * 0.9)], times[(int)(Requests * 0.99)],
            Percent(partial),
            Math.Round((double)stage.Services.Calls.Values.Sum() / Requests, 1))
        {
            UsualP90Ms = usualP90,
            UsualPartialPercent = Usual(partial.Chunk(Requests / 10).Select(Percent)),
        };

        static double Usual(IEnumerable<double> ofTenBatches) => ofTenBatches.Order().ElementAt(5);

        static double Percent(bool[] partial) =>
            Math.Round(100.0 * partial.Count(one => one) / partial.Length, 1);
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

    private const int Calls = 1_000;

    private static async Task<double> MedianMicrosecondsAsync<T>(Func<Task<T>> call)
    {
        var samples = new double[Calls];
        for (var i = -200; i < samples.Length; i++)
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
            MedianSeconds = Simulated(medianMs);
            P90Seconds = Simulated(p90Ms);
            P99Seconds = Simulated(p99Ms);
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

        /// <summary>In the middle one of ten batches, as a stall of the machine spoils a few.</summary>
        [JsonIgnore]
        public double UsualP90Ms { get; init; }

        /// <summary>In the middle one of ten batches, too.</summary>
        [JsonIgnore]
        public double UsualPartialPercent { get; init; }

        private static double Simulated(double milliseconds) =>
            Math.Round(milliseconds * ServiceTimes.Scale / 1_000, 1);
    }
}
