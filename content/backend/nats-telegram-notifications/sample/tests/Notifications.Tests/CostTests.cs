using System.Diagnostics;

namespace Notifications.Tests;

/// <summary>What certainty costs, in time of the publisher and of the worker.</summary>
[Collection(RealServers.Name)]
public sealed class CostTests(Fixture servers)
{
    private const int Runs = 2_000;

    [Fact]
    public async Task Storing_costs_a_round_trip_and_recording_another()
    {
        await using var stage = await Stage.OpenAsync(servers);
        var progress = await BucketProgress.OpenAsync(stage.JetStream, stage.Subjects);
        var n = 0;

        var core = await MedianAsync(() => stage.Core.PublishAsync(
            stage.Subjects.Processed, Stage.NewEvent(), default));
        var stream = await MedianAsync(() => stage.Durable.PublishAsync(
            stage.Subjects.Processed, Stage.NewEvent(), default));
        var record = await MedianAsync(() => progress.RecordAsync($"event-{n++}", 1, default));
        var read = await MedianAsync(() => progress.SentAsync($"event-{n--}", default));

        Assert.True(core < stream, $"{core} < {stream}");
        Offprint.Servers.Results.Write("costs.json", new
        {
            microseconds = new { core, stream, record, read },
        });
    }

    [Fact]
    public async Task An_event_reaches_Telegram_within_milliseconds()
    {
        await using var stage = await Stage.OpenAsync(servers);
        await stage.StartCoreAsync();
        await using var other = await Stage.OpenAsync(servers);
        await other.StartDurableAsync();

        var core = await ToTelegramAsync(stage, stage.Core);
        var stream = await ToTelegramAsync(other, other.Durable);

        Assert.InRange(stream, 0, 1_000);
        Offprint.Servers.Results.Write("latency.json", new { medianMs = new { core, stream } });
    }

    private static async Task<double> ToTelegramAsync(Stage stage, IEventPublisher publisher)
    {
        var taken = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var started = DateTime.UtcNow;
            await publisher.PublishAsync(stage.Subjects.Processed, Stage.NewEvent(), default);
            await stage.SeeAsync(i + 1);
            taken.Add((stage.Telegram.Messages[^1].At - started).TotalMilliseconds);
        }
        return Math.Round(taken.Order().ElementAt(taken.Count / 2), 1);
    }

    private static async Task<double> MedianAsync(Func<Task> action)
    {
        var taken = new List<TimeSpan>();
        for (var i = 0; i < Runs; i++)
        {
            var clock = Stopwatch.StartNew();
            await action();
            taken.Add(clock.Elapsed);
        }
        var median = taken.Order().ElementAt(Runs / 2).TotalMicroseconds;
        return Math.Round(median, median < 10 ? 1 : 0);
    }
}
