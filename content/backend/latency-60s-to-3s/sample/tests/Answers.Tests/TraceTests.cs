using System.Collections.Concurrent;
using System.Diagnostics;
using Backends;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Answers.Tests;

/// <summary>The registrations, and what a trace of one answer shows.</summary>
[Collection(RealServers.Name)]
public sealed class TraceTests(Fixture fixture)
{
    private static readonly Question Question = new("user-1", "how do refunds work?");

    [Fact]
    public async Task A_trace_shows_which_calls_overlap_and_which_wait()
    {
        await using var stage = await Stage.OpenAsync(fixture, new ServiceTimes { SlowShare = 0 });
        var spans = new ConcurrentBag<Activity>();
        var trace = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await stage.Page(stage.Ask).AnswerAsync(Question, default);

        var (permissions, embedding, search) = (Span("permissions"), Span("embedding"), Span("search"));
        Assert.True(
            permissions.StartTimeUtc < End(embedding) && embedding.StartTimeUtc < End(permissions),
            "permissions and embedding overlap");
        Assert.True(search.StartTimeUtc >= End(permissions), "the search waits for permissions");
        Assert.True(search.StartTimeUtc >= End(embedding), "the search waits for the embedding");
        var passages = spans.Where(span => span.OperationName == "passage").ToArray();
        Assert.Equal(10, passages.Length);
        Assert.All(passages, span => Assert.True(span.StartTimeUtc >= End(search)));
        Assert.True(passages.Max(span => span.StartTimeUtc) < passages.Min(End), "passages overlap");

        Activity Span(string name) => Assert.Single(spans, span => span.OperationName == name);

        static DateTime End(Activity span) => span.StartTimeUtc + span.Duration;
    }

    [Fact]
    public async Task The_registrations_give_a_whole_answer()
    {
        await using var stage = await Stage.OpenAsync(fixture, ServiceTimes.None);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddAnswers(
            stage.Endpoints, new Deadlines(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5)));
        await using var provider = services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<IAnswering>().AnswerAsync(Question);

        Assert.Empty(answer.Missing);
        Assert.Equal(10, answer.Passages.Count);
        Assert.Equal("profile of user-1", answer.Profile);
    }
}
