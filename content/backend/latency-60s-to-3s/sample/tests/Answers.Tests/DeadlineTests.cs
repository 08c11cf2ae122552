using System.Diagnostics;
using System.Diagnostics.Metrics;
using Backends;
using NATS.Client.Core;

namespace Answers.Tests;

/// <summary>What a page does about a service that is slow, absent or down.</summary>
[Collection(RealServers.Name)]
public sealed class DeadlineTests(Fixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly ServiceTimes Steady = new() { SlowShare = 0 };
    private static readonly ServiceTimes EveryPassageSlow = new() { SlowShare = 1, SlowFactor = 50 };
    private static readonly Question Question = new("user-1", "how do refunds work?");

    [Fact]
    public async Task Slow_parts_are_missing_and_named_and_the_rest_is_there()
    {
        await using var stage = await Stage.OpenAsync(fixture, EveryPassageSlow);
        // A third of what a passage takes, and far more than all else on a busy machine.
        var page = stage.Page(stage.Ask, optional: TimeSpan.FromSeconds(3));

        var clock = Stopwatch.StartNew();
        var answer = await page.AnswerAsync(Question, default);

        Assert.InRange(clock.ElapsedMilliseconds, 3_000, 8_000); // every passage takes 9 s
        Assert.Equal(10, answer.Missing.Count);
        Assert.All(answer.Missing, part => Assert.StartsWith("passage ", part));
        Assert.All(answer.Passages, passage => Assert.Null(passage.Text));
        Assert.Equal("profile of user-1", answer.Profile);
        Assert.Equal("related of user-1", answer.Related);
    }

    [Fact]
    public async Task Missing_parts_are_counted_by_service()
    {
        await using var stage = await Stage.OpenAsync(fixture, Steady, without: "related");
        var counted = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument == Telemetry.MissingParts)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add($"{tags[0].Value}"));
        listener.Start();

        await stage.Page(stage.Ask).AnswerAsync(Question, default);

        Assert.Equal(["related"], counted);
    }

    [Fact]
    public async Task A_request_that_nobody_serves_fails_immediately()
    {
        await using var stage = await Stage.OpenAsync(fixture, Steady, without: "related");

        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAsync<NatsNoRespondersException>(
            () => stage.Ask.AskAsync("related", "user-1", Deadline.In(TimeSpan.FromSeconds(30))));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);

        var answer = await stage.Page(stage.Ask).AnswerAsync(Question, default);
        Assert.Equal(["related user-1"], answer.Missing);
    }

    [Fact]
    public async Task A_service_that_hangs_costs_the_whole_deadline()
    {
        await using var stage = await Stage.OpenAsync(fixture, EveryPassageSlow);

        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAsync<NatsNoReplyException>(
            () => stage.Ask.AskAsync("passage", "1", Deadline.In(TimeSpan.FromMilliseconds(600))));

        Assert.InRange(clock.ElapsedMilliseconds, 550, 5_000);
    }

    [Fact]
    public async Task Without_permissions_there_is_no_answer_and_the_other_calls_stop()
    {
        await using var stage = await Stage.OpenAsync(
            fixture,
            new ServiceTimes { SlowShare = 1, SlowFactor = 100, SometimesSlow = ["embedding", "related"] },
            without: "permissions");
        var watched = new Watched(stage.Ask);

        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAsync<NatsNoRespondersException>(
            () => stage.Page(watched).AnswerAsync(Question, default));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5); // the embedding would take 20 s
        Assert.Equal(0, watched.Running);
    }

    [Fact]
    public async Task A_service_stops_working_when_the_deadline_has_passed()
    {
        await using var stage = await Stage.OpenAsync(fixture, EveryPassageSlow);

        await Assert.ThrowsAsync<NatsNoReplyException>(
            () => stage.Ask.AskAsync("passage", "1", Deadline.In(TimeSpan.FromMilliseconds(300))));
        var clock = Stopwatch.StartNew();
        while (stage.Nats.Abandoned == 0 && clock.Elapsed.TotalSeconds < 5)
            await Task.Delay(20);

        Assert.Equal(1, stage.Nats.Abandoned);
    }

    [Fact]
    public async Task A_service_works_on_for_a_caller_who_left_before_the_deadline()
    {
        await using var stage = await Stage.OpenAsync(fixture, EveryPassageSlow);
        using var browser = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.Ask.AskAsync(
            "passage", "1", Deadline.In(TimeSpan.FromSeconds(1)), browser.Token));
        await Task.Delay(300);

        Assert.Equal(0, stage.Nats.Abandoned);
    }

    [Fact]
    public async Task The_deadline_holds_with_the_cache_and_a_dead_lock_in_front()
    {
        await using var stage = await Stage.OpenAsync(fixture, EveryPassageSlow);
        var redis = fixture.Redis.GetDatabase().WithPrefix(stage.CachePrefix());
        for (var id = 0; id < Fixture.Passages; id++)
            await redis.StringSetAsync(
                $"passage:{id}:lock", "a dead node", TimeSpan.FromMinutes(1), flags: StackExchange.Redis.CommandFlags.FireAndForget);
        await redis.PingAsync();
        var page = stage.Page(stage.Cached(stage.Ask), optional: TimeSpan.FromMilliseconds(600));

        var clock = Stopwatch.StartNew();
        var answer = await page.AnswerAsync(Question, default);

        Assert.Equal(10, answer.Missing.Count);
        Assert.InRange(clock.ElapsedMilliseconds, 600, 3_000); // not the lock's minute
    }

    [Fact]
    public async Task What_was_missing_is_not_cached_as_missing()
    {
        await using var slow = await Stage.OpenAsync(fixture, EveryPassageSlow);
        var cached = slow.Cached(slow.Ask);

        await Assert.ThrowsAnyAsync<Exception>(() => cached.AskAsync(
            "passage", "1", Deadline.In(TimeSpan.FromMilliseconds(200)), default));
        await Task.Delay(500); // the load that failed has ended, which a caller could still join

        Assert.Equal("passage of 1"u8.ToArray(), await cached.AskAsync(
            "passage", "1", Deadline.In(TimeSpan.FromSeconds(20)), default));
    }

    [Fact]
    public async Task A_second_request_overtakes_a_slow_first_one()
    {
        var first = new TaskCompletionSource<byte[]>();
        var requests = 0;
        var hedged = new HedgedBackend(
            new Calling(token => Interlocked.Increment(ref requests) == 1
                ? first.Task.WaitAsync(token)
                : Task.FromResult("second"u8.ToArray())),
            TimeSpan.FromMilliseconds(50), "passage");

        Assert.Equal("second"u8.ToArray(), await hedged.AskAsync(
            "passage", "1", Deadline.In(Patience), default).WaitAsync(Patience));
        Assert.Equal(2, requests);
    }

    private sealed class Calling(Func<CancellationToken, Task<byte[]>> call) : IBackend
    {
        public Task<byte[]> AskAsync(
            string service, string key, Deadline deadline, CancellationToken cancellation) =>
            call(cancellation);
    }

    /// <summary>Counts the calls that have started and not ended.</summary>
    private sealed class Watched(IBackend backend) : IBackend
    {
        private int running;

        public int Running => Volatile.Read(ref running);

        public async Task<byte[]> AskAsync(
            string service, string key, Deadline deadline, CancellationToken cancellation)
        {
            Interlocked.Increment(ref running);
            try
            {
                return await backend.AskAsync(service, key, deadline, cancellation);
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }
}
