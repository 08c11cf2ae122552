using System.Diagnostics;
using Backends;
using NATS.Client.Core;

namespace Answers.Tests;

/// <summary>What a page does about a service that is slow, absent or down.</summary>
[Collection(RealServers.Name)]
public sealed class DeadlineTests(Fixture fixture)
{
    private static readonly ServiceTimes EveryPassageSlow = new() { SlowShare = 1, SlowFactor = 50 };
    private static readonly Question Question = new("user-1", "how do refunds work?");

    [Fact]
    public async Task Slow_parts_are_missing_and_named_and_the_rest_is_there()
    {
        await using var stage = await Stage.OpenAsync(fixture, EveryPassageSlow);
        var page = new ParallelRequests(
            stage.Ask(TimeSpan.FromMilliseconds(500)), stage.Search(new SearchParams(64)));

        var clock = Stopwatch.StartNew();
        var answer = await page.AnswerAsync(Question, default);

        Assert.InRange(clock.ElapsedMilliseconds, 500, 5_000); // every passage takes 9 s
        Assert.Equal(10, answer.Missing.Count);
        Assert.All(answer.Missing, part => Assert.StartsWith("passage ", part));
        Assert.All(answer.Passages, passage => Assert.Null(passage.Text));
        Assert.Equal("profile of user-1", answer.Profile);
        Assert.Equal("related of user-1", answer.Related);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_known_at_once()
    {
        await using var stage = await Stage.OpenAsync(
            fixture, new ServiceTimes { SlowShare = 0 }, without: "related");
        var patient = stage.Ask(TimeSpan.FromSeconds(30));
        var page = new ParallelRequests(patient, stage.Search(new SearchParams(64)));

        var clock = Stopwatch.StartNew();
        await Assert.ThrowsAsync<NatsNoRespondersException>(
            () => patient.AskAsync("related", "user-1"));
        var answer = await page.AnswerAsync(Question, default);

        Assert.Equal(["related user-1"], answer.Missing);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task Without_permissions_there_is_no_answer()
    {
        await using var stage = await Stage.OpenAsync(
            fixture, ServiceTimes.None, without: "permissions");
        var page = new ParallelRequests(
            stage.Ask(TimeSpan.FromSeconds(5)), stage.Search(new SearchParams(64)));

        await Assert.ThrowsAsync<NatsNoRespondersException>(
            () => page.AnswerAsync(Question, default));
    }

    [Fact]
    public async Task A_service_stops_working_for_a_caller_who_has_gone()
    {
        await using var stage = await Stage.OpenAsync(fixture, EveryPassageSlow);

        await Assert.ThrowsAsync<NatsNoReplyException>(
            () => stage.Ask(TimeSpan.FromMilliseconds(300)).AskAsync("passage", "1"));
        var clock = Stopwatch.StartNew();
        while (stage.Nats.Abandoned == 0 && clock.Elapsed.TotalSeconds < 5)
            await Task.Delay(20);

        Assert.Equal(1, stage.Nats.Abandoned);
    }

    [Fact]
    public async Task What_was_missing_is_not_cached_as_missing()
    {
        await using var slow = await Stage.OpenAsync(fixture, EveryPassageSlow);
        var cached = slow.Cached(new FirstThen(
            slow.Ask(TimeSpan.FromMilliseconds(200)), slow.Ask(TimeSpan.FromSeconds(20))));

        await Assert.ThrowsAsync<NatsNoReplyException>(() => cached.AskAsync("passage", "1"));

        Assert.Equal("passage of 1"u8.ToArray(), await cached.AskAsync("passage", "1"));
    }

    private sealed class FirstThen(IBackend first, IBackend then) : IBackend
    {
        private int calls;

        public Task<byte[]> AskAsync(string service, string key, CancellationToken cancellation) =>
            (Interlocked.Increment(ref calls) == 1 ? first : then)
                .AskAsync(service, key, cancellation);
    }
}
