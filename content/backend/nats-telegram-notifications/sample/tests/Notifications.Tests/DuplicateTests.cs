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
    public async Task A_wait_longer_than_the_ack_deadline_is_delivered_again_without_keep_alive()
    {
        var neither = await WaitInTurnAsync(keepAlive: false, record: false);
        var recorded = await WaitInTurnAsync(keepAlive: false, record: true);
        var alive = await WaitInTurnAsync(keepAlive: true, record: false);

        Assert.Equal(0, neither.Lost);
        Assert.InRange(neither.Twice, 10, 1_000);
        Assert.Equal((0, 0), (recorded.Lost, recorded.Twice));
        Assert.InRange(recorded.Deliveries, recorded.Published + 10, 1_000);
        Assert.Equal((0, 0, alive.Published), (alive.Lost, alive.Twice, alive.Deliveries));
        Offprint.Servers.Results.Write("turn.json", new
        {
            ackWaitSeconds = 2,
            perSecond = 5,
            neither,
            recorded,
            alive,
        });
    }

    [Fact]
    public async Task Keep_alive_goes_on_after_the_connection_broke()
    {
        const int events = 20;
        for (var i = 1; i <= events; i++)
            await stage.PublishAsync(Stage.NewEvent(i));
        await using var wire = new Wire(servers.Nats.Url);
        await stage.StartDurableAsync(
            new Pace(Pace.Limits.None with { PerBot = TimeSpan.FromSeconds(0.8) }),
            Stage.Settings with { AckWait = TimeSpan.FromSeconds(6) },
            progress: false,
            nats: new(new()
            {
                Url = wire.Url,
                CommandTimeout = TimeSpan.FromSeconds(1),
                PublishTimeoutOnDisconnected = true, // a report throws; it would wait otherwise
                ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
                ReconnectWaitMax = TimeSpan.FromMilliseconds(50),
            }));
        await stage.SeeAsync(2);

        wire.Cut();
        await Task.Delay(2_500);
        wire.Mend();
        await stage.SeeAsync(events);
        await stage.NothingLeftAsync();

        Assert.Contains("could not be kept alive", stage.Logs.Text);
        // Those that were sent while the way was cut could not be acknowledged; no other.
        var twice = stage.Arrived(events);
        Assert.Equal(0, twice.Lost);
        Assert.InRange(twice.Twice, 0, 4);
    }

    [Fact]
    public async Task A_crash_between_Telegrams_answer_and_the_record_repeats_one_part()
    {
        WorkerProcess dying = null!;
        stage.Telegram.BeforeAnswer = async _ =>
        {
            if (stage.Telegram.Messages.Count == 2)
            {
                dying.Kill();
                await dying.ExitAsync();
            }
        };
        await stage.PublishAsync(Stage.NewEvent(1, "long.pdf", ThreeParts));
        dying = stage.StartProcess("Notifications:SecondsPerChat=0");
        await stage.SeeAsync(2, seconds: 60);
        await dying.ExitAsync();

        stage.StartProcess("Notifications:SecondsPerChat=0");
        await stage.NothingLeftAsync(seconds: 90);

        Assert.Equal("1 2 2 3", Order());
    }

    [Fact]
    public async Task Without_a_record_the_crash_repeats_the_message_from_its_start()
    {
        RunningWorker stopped = null!;
        stage.Telegram.BeforeAnswer = _ => stage.Telegram.Messages.Count == 2
            ? Task.Delay(TimeSpan.FromSeconds(2))
            : Task.CompletedTask;
        await stage.PublishAsync(Stage.NewEvent(1, "long.pdf", ThreeParts));
        stopped = await stage.StartDurableAsync(
            settings: Stage.Settings with { Grace = TimeSpan.Zero }, progress: false);
        await stage.SeeAsync(2);
        await stopped.StopAsync();

        await stage.StartDurableAsync(progress: false);
        await stage.NothingLeftAsync();

        Assert.Equal("1 2 1 2 3", Order());
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_makes_the_message_arrive_twice()
    {
        stage.Telegram.BeforeAnswer = _ => stage.Telegram.Messages.Count == 1
            ? Task.Delay(TimeSpan.FromSeconds(1.5))
            : Task.CompletedTask;
        await stage.StartDurableAsync(timeout: TimeSpan.FromSeconds(0.5));

        await stage.PublishAsync(Stage.NewEvent());
        await stage.SeeAsync(2);
        await stage.NothingLeftAsync();

        Assert.Equal(new Count(1, Arrived: 1, Lost: 0, Twice: 1), stage.Arrived(1));
    }

    [Fact]
    public async Task The_record_makes_up_for_a_lost_acknowledgement()
    {
        var happened = Stage.NewEvent();
        var before = await BucketProgress.OpenAsync(stage.JetStream, stage.Subjects);
        await before.RecordAsync(happened.Id, sent: 1, default);
        await stage.StartDurableAsync();

        await stage.PublishAsync(happened);
        await stage.NothingLeftAsync();

        Assert.Empty(stage.Telegram.Messages);
    }

    [Fact]
    public async Task An_event_published_twice_is_stored_once()
    {
        var happened = Stage.NewEvent();

        await stage.PublishAsync(happened);
        await stage.PublishAsync(happened);

        Assert.Equal(1, await stage.StoredAsync());
    }

    [Fact]
    public async Task The_server_forgets_delivered_ids_when_it_restarts_and_the_record_does_not()
    {
        var happened = Stage.NewEvent();
        var first = await stage.StartDurableAsync();
        await stage.PublishAsync(happened);
        await stage.NothingLeftAsync();
        await stage.PublishAsync(happened);
        Assert.Equal(0, await stage.StoredAsync());
        await first.StopAsync();

        await servers.Nats.KillAsync();
        await servers.Nats.StartAgainAsync();
        await stage.PublishAsync(happened);
        Assert.Equal(1, await stage.StoredAsync());

        await stage.StartDurableAsync();
        await stage.NothingLeftAsync();
        Assert.Single(stage.Telegram.Messages);
    }

    /// <summary>40 events at five a second, with a server that waits two seconds for an answer.</summary>
    private async Task<Turn> WaitInTurnAsync(bool keepAlive, bool record)
    {
        const int events = 40;
        await using var own = await Stage.OpenAsync(servers);
        for (var i = 1; i <= events; i++)
            await own.PublishAsync(Stage.NewEvent(i));
        await own.StartDurableAsync(
            new Pace(Pace.Limits.None with { PerBot = TimeSpan.FromMilliseconds(200) }),
            Stage.Settings with { KeepAlive = keepAlive },
            progress: record);
        await own.SeeAsync(events);
        await own.NothingLeftAsync(seconds: 180); // every repetition takes its turn, too
        for (var seen = -1; seen != own.Telegram.Messages.Count; await Task.Delay(2_500))
            seen = own.Telegram.Messages.Count; // repetitions that still wait for their turn
        var count = own.Arrived(events);
        return new Turn(events, count.Lost, count.Twice, await own.DeliveriesAsync());
    }

    /// <summary>The parts in the order in which they arrived, numbered by their first arrival.</summary>
    private string Order()
    {
        var texts = stage.Telegram.Messages.Select(one => one.Text).ToList();
        var parts = texts.Distinct().ToList();
        return string.Join(' ', texts.Select(text => parts.IndexOf(text) + 1));
    }

    private sealed record Turn(int Published, int Lost, int Twice, long Deliveries);
}
