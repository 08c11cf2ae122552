using NATS.Client.Core;

namespace Notifications.Tests;

/// <summary>At least once means: sometimes twice. Where from, and how often.</summary>
[Collection(RealServers.Name)]
public sealed class DuplicateTests(Fixture servers) : IAsyncLifetime
{
    private static readonly string[] ThreeParts =
        [.. Enumerable.Range(1, 300).Select(n => $"Page {n}: no text found, scan again.")];

    private Stage stage = null!;

    public async Task InitializeAsync() => stage = await Stage.OpenAsync(servers);

    public Task DisposeAsync() => stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Waiting_for_its_turn_longer_than_the_server_waits_is_told_twice()
    {
        var silent = await WaitInTurnAsync(stage, keepAlive: false);
        await using var other = await Stage.OpenAsync(servers);
        var alive = await WaitInTurnAsync(other, keepAlive: true);

        Assert.InRange(silent.Twice, 10, 1_000);
        Assert.Equal(0, silent.Lost);
        Assert.Equal(new Count(alive.Published, alive.Published, Lost: 0, Twice: 0), alive);
        Offprint.Servers.Results.Write("turn.json", new
        {
            ackWaitSeconds = 2,
            perSecond = 5,
            silent,
            alive,
        });
    }

    [Theory]
    [InlineData(true, "1 2 2 3")]
    [InlineData(false, "1 2 1 2 3")]
    public async Task A_crash_between_Telegrams_answer_and_the_record_repeats_one_part(
        bool progress, string told)
    {
        RunningWorker dying = null!;
        stage.Telegram.BeforeAnswer = async _ =>
        {
            if (stage.Telegram.Messages.Count == 2)
                await dying.DieAsync();
        };
        dying = await stage.StartDurableAsync(progress: progress);
        await PublishAsync(Stage.NewEvent(1, "long.pdf", ThreeParts));
        await dying.DeadAsync();

        await stage.StartDurableAsync(progress: progress);
        await stage.NothingLeftAsync();

        var texts = stage.Telegram.Messages.Select(one => one.Text).ToList();
        var parts = texts.Distinct().ToList();
        Assert.Equal(told, string.Join(' ', texts.Select(text => parts.IndexOf(text) + 1)));
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_asked_for_again_and_told_twice()
    {
        stage.Telegram.BeforeAnswer = _ => stage.Telegram.Messages.Count == 1
            ? Task.Delay(TimeSpan.FromSeconds(1.5))
            : Task.CompletedTask;
        await stage.StartDurableAsync(timeout: TimeSpan.FromSeconds(0.5));

        await PublishAsync(Stage.NewEvent());
        await stage.SeeAsync(2);
        await stage.NothingLeftAsync();

        Assert.Equal(new Count(1, Told: 1, Lost: 0, Twice: 1), stage.Told(1));
    }

    [Fact]
    public async Task An_acknowledgement_that_is_lost_is_made_up_for_by_the_record()
    {
        var happened = Stage.NewEvent();
        var before = await BucketProgress.OpenAsync(stage.JetStream, stage.Subjects);
        await before.RecordAsync(happened.Id, sent: 1, default);
        await stage.StartDurableAsync();

        await PublishAsync(happened);
        await stage.NothingLeftAsync();

        Assert.Empty(stage.Telegram.Messages);
    }

    [Fact]
    public async Task An_event_that_is_published_twice_is_stored_once()
    {
        var happened = Stage.NewEvent();

        await PublishAsync(happened);
        await PublishAsync(happened);

        var stream = await stage.JetStream.GetStreamAsync(stage.Subjects.Stream);
        Assert.Equal(1, stream.Info.State.Messages);
    }

    [Fact]
    public async Task What_Telegram_refuses_for_good_is_taken_out_and_reported_and_others_go_on()
    {
        stage.Telegram.Blocked.Add(1);
        await using var reports = await stage.Nats.SubscribeCoreAsync<string>(stage.Subjects.Refused);
        await stage.StartDurableAsync();

        await PublishAsync(Stage.NewEvent(workspace: 1));
        await stage.JetStream.PublishAsync(stage.Subjects.Processed, "not JSON"u8.ToArray());
        await PublishAsync(Stage.NewEvent(workspace: 999));
        await PublishAsync(Stage.NewEvent(workspace: 2));
        await stage.NothingLeftAsync();

        Assert.Equal([2L], stage.Telegram.Messages.Select(one => one.Chat));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var why = new List<string>();
        while (why.Count < 3)
            why.Add((await reports.Msgs.ReadAsync(deadline.Token)).Data!);
        Assert.Equal(
            ["Forbidden: bot was blocked by the user", "no chat for w999", "not an event"],
            why.Order());
    }

    /// <summary>40 events at five a second, with a server that waits two seconds for an answer.</summary>
    private static async Task<Count> WaitInTurnAsync(Stage stage, bool keepAlive)
    {
        const int events = 40;
        for (var i = 1; i <= events; i++)
            await stage.Durable.PublishAsync(
                stage.Subjects.Processed, Stage.NewEvent(i), default);
        await stage.StartDurableAsync(
            new Pace(TimeSpan.FromMilliseconds(200), TimeSpan.Zero),
            new DurableWorker.Settings(TimeSpan.FromSeconds(2), KeepAlive: keepAlive),
            progress: false);
        await stage.SeeAsync(events);
        await stage.NothingLeftAsync();
        await Task.Delay(2_500);
        return stage.Told(events);
    }

    private Task PublishAsync(DocumentEvent happened) =>
        stage.Durable.PublishAsync(stage.Subjects.Processed, happened, default);
}
