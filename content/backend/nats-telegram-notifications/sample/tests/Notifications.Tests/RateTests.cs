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
        var one = await MeasureAsync(events: 60, inFlight: 1, Pace.Limits.None, Penalty.Bot);
        var unpaced = await MeasureAsync(240, DurableWorker.InFlight, Pace.Limits.None, Penalty.Bot);
        var unpacedPerChat =
            await MeasureAsync(240, DurableWorker.InFlight, Pace.Limits.None, Penalty.Chat);
        var paced = await MeasureAsync(
            240, DurableWorker.InFlight, Pace.Limits.Documented, Penalty.Bot);

        Assert.InRange(one.PerSecond, 1, 10);
        Assert.True(unpaced.TooMany > 0, $"{unpaced}");
        Assert.True(unpacedPerChat.TooMany > 0, $"{unpacedPerChat}");
        Assert.Equal(0, paced.TooMany);
        Assert.InRange(paced.PerSecond, 15, 30);
        Assert.True(paced.PerSecond > unpaced.PerSecond, $"{paced} and {unpaced}");
        Offprint.Servers.Results.Write("rate.json", new
        {
            roundTripMs = RoundTrip.TotalMilliseconds,
            retryAfterSeconds = 2,
            inFlight = DurableWorker.InFlight,
            one,
            unpaced,
            unpacedPerChat,
            paced,
        });
    }

    [Fact]
    public async Task Two_chats_refused_hold_the_whole_bot_back()
    {
        await using var stage = await Stage.OpenAsync(servers, limited: true);
        stage.Telegram.RetryAfter = TimeSpan.FromSeconds(4);
        stage.Telegram.Noisy.UnionWith([1, 2]);
        await stage.StartDurableAsync(Stage.NoPace);
        await PublishAsync(stage, chat: 1, "report.pdf");
        await PublishAsync(stage, chat: 2, "report.pdf");
        await Eventually.TrueAsync(
            () => stage.Telegram.TooMany == 2, () => $"{stage.Telegram.TooMany} of 2", seconds: 10);
        await Task.Delay(300); // the worker reads the second answer

        for (var chat = 3; chat <= 20; chat++)
            await PublishAsync(stage, chat, "report.pdf");
        await Task.Delay(1_500);
        Assert.Equal(2, stage.Telegram.Calls);

        stage.Telegram.Noisy.Clear();
        await stage.SeeAsync(20);
        await stage.NothingLeftAsync();
        Assert.Equal(new Count(20, Arrived: 20, Lost: 0, Twice: 0), stage.Arrived(20));
    }

    [Fact]
    public async Task One_chat_refused_holds_back_no_other()
    {
        await using var stage = await Stage.OpenAsync(servers, limited: true);
        stage.Telegram.Penalty = Penalty.Chat;
        stage.Telegram.RetryAfter = TimeSpan.FromSeconds(20);
        stage.Telegram.Noisy.Add(1);
        await stage.StartDurableAsync(new Pace(Pace.Limits.Documented));

        for (var chat = 1; chat <= 40; chat++)
            await PublishAsync(stage, chat, "report.pdf");
        await stage.SeeAsync(39, seconds: 10);

        Assert.Equal(1, stage.Telegram.TooMany);
        Assert.DoesNotContain(stage.Telegram.Messages, one => one.Chat == 1);
    }

    [Fact]
    public async Task A_group_has_an_interval_of_its_own()
    {
        var pace = new Pace(new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(0.3)));
        var clock = Stopwatch.StartNew();
        foreach (var chat in (long[])[1, 1, 1, -1])
        {
            Assert.True(await pace.WaitAsync(chat, default));
            pace.Answered(chat);
        }
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 0.2);

        Assert.True(await pace.WaitAsync(-1, default));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.29, 10);
    }

    [Fact]
    public async Task One_chat_gets_one_message_a_second_in_the_order_of_the_events()
    {
        await using var stage = await Stage.OpenAsync(servers, limited: true, RoundTrip);
        await stage.StartDurableAsync(new Pace(Pace.Limits.Documented));
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

    private async Task<Rate> MeasureAsync(
        int events, int inFlight, Pace.Limits limits, Penalty penalty)
    {
        await using var stage = await Stage.OpenAsync(servers, limited: true, RoundTrip);
        stage.Telegram.Penalty = penalty;
        for (var i = 0; i < events; i++)
            await PublishAsync(stage, 1 + i % Chats, $"{i}.pdf");
        var clock = Stopwatch.StartNew();
        await stage.StartDurableAsync(
            new Pace(limits), DurableWorker.Settings.Default with { MaxAckPending = inFlight });
        await stage.SeeAsync(events, seconds: 120);
        var seconds = clock.Elapsed.TotalSeconds;
        return new Rate(
            events, Math.Round(seconds, 1), Math.Round(events / seconds, 1), stage.Telegram.TooMany);
    }

    private static Task PublishAsync(Stage stage, int chat, string name) =>
        stage.Durable.PublishAsync(stage.Subjects.Processed, Stage.NewEvent(chat, name), default);

    private sealed record Rate(int Events, double Seconds, double PerSecond, int TooMany);
}
