namespace Notifications.Tests;

/// <summary>What is lost while the worker is away, and what is not.</summary>
[Collection(RealServers.Name)]
public sealed class LossTests(Fixture servers) : IAsyncLifetime
{
    private const int Each = 100;

    private Stage core = null!, durable = null!;

    public async Task InitializeAsync() =>
        (core, durable) = (await Stage.OpenAsync(servers), await Stage.OpenAsync(servers));

    public async Task DisposeAsync()
    {
        await core.DisposeAsync();
        await durable.DisposeAsync();
    }

    [Fact]
    public async Task A_processed_document_arrives_in_its_chat()
    {
        await core.StartCoreAsync();
        var pipeline = new DocumentPipeline(core.Core, core.Subjects);

        await pipeline.ProcessAsync(new ScannedDocument("w7", "lease_2026.pdf", "Rent\f\fSigned"));
        await pipeline.ProcessAsync(new ScannedDocument("w8", "blank.pdf", " \f"));
        await core.SeeAsync(2);

        Assert.Equal(
            [
                (7, "Processed: lease_2026.pdf (3 pages)\n- Page 2: no text found, scan again."),
                (8, "Could not be read: blank.pdf (2 pages)\n- Page 1: no text found, scan again."
                    + "\n- Page 2: no text found, scan again."),
            ],
            core.Telegram.Messages.Select(one => (one.Chat, one.Text)).Order());
    }

    [Fact]
    public async Task Core_loses_what_is_published_while_the_worker_is_down_and_a_stream_does_not()
    {
        var onCore = await OutageAsync(core, core.Core, () => core.StartCoreAsync());
        var onStream = await OutageAsync(durable, durable.Durable, () => durable.StartDurableAsync());

        Assert.Equal(new Count(3 * Each, Arrived: 2 * Each, Lost: Each, Twice: 0), onCore);
        Assert.Equal(new Count(3 * Each, Arrived: 3 * Each, Lost: 0, Twice: 0), onStream);
        Offprint.Servers.Results.Write("outage.json", new { each = Each, core = onCore, stream = onStream });
    }

    [Fact]
    public async Task A_killed_worker_takes_with_it_what_core_had_delivered()
    {
        var onCore = await KillAsync(core, core.Core, durable: false);
        var onStream = await KillAsync(durable, durable.Durable, durable: true);

        Assert.InRange(onCore.Lost, Each / 2, Each);
        Assert.Equal(0, onStream.Lost);
        // Each call in flight at the kill, sent and not recorded, comes again.
        Assert.InRange(onStream.Twice, 0, DurableWorker.InFlight);
        Offprint.Servers.Results.Write("death.json", new { core = onCore, stream = onStream });
    }

    [Fact]
    public async Task A_burst_beyond_the_clients_buffer_is_dropped_by_core_and_kept_by_a_stream()
    {
        const int burst = 20_000;
        var slow = () => new Pace(Pace.Limits.None with { PerBot = TimeSpan.FromSeconds(10) });
        var onCore = await core.StartCoreAsync(slow());
        var onStream = await durable.StartDurableAsync(slow());

        for (var i = 0; i < burst; i++)
            await core.Core.PublishAsync(core.Subjects.Processed, Stage.NewEvent(), default);
        await Task.WhenAll(Enumerable.Range(0, burst).Select(_ => durable.PublishAsync(Stage.NewEvent())));
        await Eventually.TrueAsync(
            () => onCore.Dropped > burst - 17_000, () => "core drops", seconds: 30);

        var (waiting, unacknowledged) = await durable.ConsumerAsync();
        Assert.Equal(0, onStream.Dropped);
        Assert.InRange(waiting + unacknowledged, burst - 1, burst);
        Assert.InRange(unacknowledged, 1, DurableWorker.InFlight);
        Offprint.Servers.Results.Write("burst.json", new
        {
            published = burst,
            coreDropped = onCore.Dropped,
            streamKept = waiting + unacknowledged,
            streamArrived = durable.Telegram.Messages.Count,
            inWorker = unacknowledged,
        });
    }

    [Fact]
    public async Task Core_accepts_an_event_without_subscribers_and_a_missing_stream_is_an_error()
    {
        var nobody = new Subjects($"nobody-{Guid.NewGuid():N}");

        await core.Core.PublishAsync(nobody.Processed, Stage.NewEvent(), default);
        await Assert.ThrowsAnyAsync<NATS.Client.JetStream.NatsJSException>(() =>
            core.Durable.PublishAsync(nobody.Processed, Stage.NewEvent(), default));
    }

    [Fact]
    public async Task A_stored_event_survives_the_kill_of_the_server()
    {
        await durable.PublishAsync(Stage.NewEvent());

        await servers.Nats.KillAsync();
        await servers.Nats.StartAgainAsync();
        await durable.StartDurableAsync();

        await durable.SeeAsync(1);
    }

    [Fact]
    public async Task A_delivered_event_leaves_the_stream()
    {
        await durable.PublishAsync(Stage.NewEvent());
        Assert.Equal(1, await durable.StoredAsync());

        await durable.StartDurableAsync();
        await durable.SeeAsync(1);
        await durable.NothingLeftAsync();
    }

    private async Task<Count> OutageAsync(
        Stage stage, IEventPublisher publisher, Func<Task<RunningWorker>> start)
    {
        var first = await start();
        await PublishAsync(stage, publisher, 1);
        await stage.SeeAsync(Each);
        await first.StopAsync();

        await PublishAsync(stage, publisher, 2);
        await start();
        await PublishAsync(stage, publisher, 3);

        return await SettleAsync(stage, 3 * Each);
    }

    /// <summary>kill -9 after ten messages, with the rest of them waiting for their turn.</summary>
    private async Task<Count> KillAsync(Stage stage, IEventPublisher publisher, bool durable)
    {
        string[] settings =
        [
            $"Notifications:Durable={durable}", "Notifications:SecondsPerChat=0",
            "Notifications:MessagesPerSecond=20",
        ];
        var first = stage.StartProcess(settings);
        await first.LogsAsync(durable ? "Application started" : "Subscribed");
        await PublishAsync(stage, publisher, 1);
        await stage.SeeAsync(10);
        first.Kill();
        await first.ExitAsync();
        stage.StartProcess(settings);

        return await SettleAsync(stage, Each);
    }

    private static async Task PublishAsync(Stage stage, IEventPublisher publisher, int round)
    {
        for (var i = 0; i < Each; i++)
            await publisher.PublishAsync(
                stage.Subjects.Processed, Stage.NewEvent(1 + i % 50, $"{round}-{i}.pdf"), default);
        await stage.Nats.PingAsync(); // on core they may still be in this client's buffer
    }

    /// <summary>Counts when every event is answered, and on core when nothing more comes.</summary>
    private async Task<Count> SettleAsync(Stage stage, int published)
    {
        if (stage == durable)
            await stage.NothingLeftAsync(seconds: 90);
        for (var seen = -1; seen != stage.Telegram.Messages.Count; await Task.Delay(1_500))
            seen = stage.Telegram.Messages.Count;
        return stage.Arrived(published);
    }
}
