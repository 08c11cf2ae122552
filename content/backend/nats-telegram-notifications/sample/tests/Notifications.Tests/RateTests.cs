using System.Diagnostics;

namespace Notifications.Tests;

/// <summary>How fast messages leave, and what a limit does to them.</summary>
[Collection(RealServers.Name)]
public sealed class RateTests(Fixture servers)
{
    private const int Chats = 120;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Paced_messages_leave_close_to_the_limit_and_are_not_refused()
    {
        var one = await MeasureAsync(events: 60, inFlight: 1, Stage.NoPace);
        var unpaced = await MeasureAsync(events: 240, DurableWorker.InFlight, Stage.NoPace);
        var paced = await MeasureAsync(events: 240, DurableWorker.InFlight, Pace.Documented());

        Assert.InRange(one.PerSecond, 1, 10);
        Assert.True(unpaced.TooMany > 0, $"{unpaced}");
        Assert.InRange(paced.TooMany, 0, unpaced.TooMany / 20);
        Assert.InRange(paced.PerSecond, 15, 30);
        Assert.True(paced.PerSecond > unpaced.PerSecond, $"{paced} and {unpaced}");
        Offprint.Servers.Results.Write("rate.json", new
        {
            roundTripMs = RoundTrip.TotalMilliseconds,
            retryAfterSeconds = 2,
            inFlight = DurableWorker.InFlight,
            one,
            unpaced,
            paced,
        });
    }

    [Fact]
    public async Task A_429_holds_every_chat_back_until_it_is_over()
    {
        await using var stage = await Stage.OpenAsync(servers, limited: true);
        await stage.StartDurableAsync(Stage.NoPace);

        for (var chat = 1; chat <= 90; chat++)
            await PublishAsync(stage, chat, "report.pdf");
        await stage.SeeAsync(90);
        await stage.NothingLeftAsync();

        Assert.Equal(new Count(90, Told: 90, Lost: 0, Twice: 0), stage.Told(90));
        // Those that were on their way when the limit was hit, two or three times.
        Assert.InRange(stage.Telegram.TooMany, 1, 4 * DurableWorker.InFlight);
    }

    [Fact]
    public async Task One_chat_gets_one_message_a_second_in_the_order_of_the_events()
    {
        await using var stage = await Stage.OpenAsync(servers, limited: true, RoundTrip);
        await stage.StartDurableAsync(Pace.Documented());
        var clock = Stopwatch.StartNew();

        for (var i = 0; i < 10; i++)
            await PublishAsync(stage, chat: 1, $"{i}.pdf");
        await stage.SeeAsync(10);

        var seconds = clock.Elapsed.TotalSeconds;
        Assert.Equal(0, stage.Telegram.TooMany);
        Assert.Equal(
            Enumerable.Range(0, 10).Select(i => $"Processed: {i}.pdf (3 pages)"),
            stage.Telegram.Messages.Select(one => one.Text));
        Offprint.Servers.Results.Write("one-chat.json", new
        {
            messages = 10,
            seconds = Math.Round(seconds, 1),
        });
    }

    private async Task<Rate> MeasureAsync(int events, int inFlight, Pace pace)
    {
        await using var stage = await Stage.OpenAsync(servers, limited: true, RoundTrip);
        for (var i = 0; i < events; i++)
            await PublishAsync(stage, 1 + i % Chats, $"{i}.pdf");
        var clock = Stopwatch.StartNew();
        await stage.StartDurableAsync(
            pace, new DurableWorker.Settings(TimeSpan.FromSeconds(30), inFlight));
        await stage.SeeAsync(events, seconds: 120);
        var seconds = clock.Elapsed.TotalSeconds;
        return new Rate(
            events, Math.Round(seconds, 1), Math.Round(events / seconds, 1), stage.Telegram.TooMany);
    }

    private static Task PublishAsync(Stage stage, int chat, string name) =>
        stage.Durable.PublishAsync(stage.Subjects.Processed, Stage.NewEvent(chat, name), default);

    private sealed record Rate(int Events, double Seconds, double PerSecond, int TooMany);
}
