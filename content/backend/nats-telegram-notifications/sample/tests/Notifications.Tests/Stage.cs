using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Offprint.Servers;

namespace Notifications.Tests;

[CollectionDefinition(Name)]
public sealed class RealServers : ICollectionFixture<Fixture>
{
    public const string Name = "real servers";
}

public sealed class Fixture : IAsyncLifetime
{
    public NatsServer Nats { get; private set; } = null!;

    public async Task InitializeAsync() => Nats = await NatsServer.StartAsync(jetStream: true);

    public async Task DisposeAsync() => await Nats.DisposeAsync();
}

/// <summary>An environment of its own on the shared server, and a Telegram of its own.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly string natsUrl;
    private readonly List<IAsyncDisposable> workers = [];

    private Stage(string natsUrl, NatsConnection nats, TelegramServer telegram, string environment)
    {
        this.natsUrl = natsUrl;
        Telegram = telegram;
        Environment = environment;
        Subjects = new Subjects(environment);
        Nats = nats;
        JetStream = new NatsJSContext(Nats);
    }

    public string Environment { get; }

    public TelegramServer Telegram { get; }

    public Subjects Subjects { get; }

    public NatsConnection Nats { get; }

    public NatsJSContext JetStream { get; }

    public Logs Logs { get; } = new();

    public CorePublisher Core => new(Nats);

    public StreamPublisher Durable => new(JetStream);

    /// <param name="nats">A connection to another server than the shared one.</param>
    public static async Task<Stage> OpenAsync(
        Fixture servers, bool limited = false, TimeSpan latency = default,
        string? environment = null, NatsConnection? nats = null)
    {
        var stage = new Stage(
            servers.Nats.Url, nats ?? servers.Connect(),
            await TelegramServer.StartAsync(limited, latency),
            environment ?? $"test-{Guid.NewGuid():N}");
        await Streams.EnsureAsync(stage.JetStream, stage.Subjects);
        return stage;
    }

    /// <summary>Workspace wN has chat N, workspace gN the group -N.</summary>
    public static Routes Routes { get; } = new(
        Enumerable.Range(1, 200).SelectMany(n => new[] { ($"w{n}", (long)n), ($"g{n}", -n) })
            .ToDictionary(one => one.Item1, one => one.Item2));

    public static DocumentEvent NewEvent(
        int workspace = 1, string name = "report.pdf", params string[] findings) =>
        new(Guid.NewGuid().ToString("N"), $"w{workspace}", name, 3, findings);

    public static Pace NoPace => new(Pace.Limits.None);

    public static DurableWorker.Settings Settings { get; } =
        DurableWorker.Settings.Default with { AckWait = TimeSpan.FromSeconds(2) };

    public Task PublishAsync(DocumentEvent happened) =>
        Durable.PublishAsync(Subjects.Processed, happened, default);

    public async Task<RunningWorker> StartCoreAsync(Pace? pace = null)
    {
        var nats = Connections.To(natsUrl);
        var worker = new CoreWorker(
            nats, Subjects, Routes,
            new Delivery(Telegram.Client(), pace ?? NoPace, ChatMoves.InMemory()),
            Logs.Of<CoreWorker>());
        var running = await StartAsync(worker, nats);
        await worker.Subscribed;
        return running;
    }

    public async Task<RunningWorker> StartDurableAsync(
        Pace? pace = null, DurableWorker.Settings? settings = null, bool progress = true,
        TimeSpan? timeout = null, NatsConnection? nats = null)
    {
        nats ??= Connections.To(natsUrl);
        var jetStream = new NatsJSContext(nats);
        var delivery = new Delivery(
            Telegram.Client(timeout), pace ?? NoPace, await ChatMoves.OpenAsync(jetStream, Subjects),
            progress ? await BucketProgress.OpenAsync(jetStream, Subjects) : null);
        return await StartAsync(
            new DurableWorker(
                jetStream, Subjects, Routes, delivery, settings ?? Settings, Logs.Of<DurableWorker>()),
            nats);
    }

    public WorkerProcess StartProcess(params string[] settings)
    {
        var process = new WorkerProcess(this, natsUrl, settings);
        workers.Add(process);
        return process;
    }

    private async Task<RunningWorker> StartAsync(BackgroundService worker, NatsConnection nats)
    {
        var running = new RunningWorker(worker, nats);
        workers.Add(running);
        await worker.StartAsync(default);
        return running;
    }

    /// <summary>How often each message arrived.</summary>
    public Count Arrived(int published)
    {
        var arrived = Telegram.Messages.GroupBy(one => (one.Chat, one.Text)).ToList();
        return new Count(
            published, arrived.Count, published - arrived.Count, arrived.Sum(same => same.Count() - 1));
    }

    public Task SeeAsync(int messages, double seconds = 30) => Eventually.TrueAsync(
        () => Telegram.Messages.Count >= messages,
        () => $"{messages} messages in Telegram, not {Telegram.Messages.Count}\n{Logs.Text}", seconds);

    public async Task<(long Waiting, int Unacknowledged)> ConsumerAsync()
    {
        var consumer = await JetStream.GetConsumerAsync(Subjects.Stream, "telegram");
        return ((long)consumer.Info.NumPending, consumer.Info.NumAckPending);
    }

    /// <summary>How many deliveries the server has made, the repeated ones included.</summary>
    public async Task<long> DeliveriesAsync() =>
        (long)(await JetStream.GetConsumerAsync(Subjects.Stream, "telegram")).Info.Delivered.ConsumerSeq;

    public async Task<long> StoredAsync(string? stream = null) =>
        (await JetStream.GetStreamAsync(stream ?? Subjects.Stream)).Info.State.Messages;

    public Task NothingLeftAsync(double seconds = 30) => Eventually.TrueAsync(
        async () => await StoredAsync() == 0, () => $"every event is answered\n{Logs.Text}", seconds);

    public async Task<DeadLetter[]> DeadLettersAsync()
    {
        var letters = new List<DeadLetter>();
        var stream = await JetStream.GetStreamAsync(Subjects.DeadLetterStream);
        for (ulong n = 1; n <= stream.Info.State.LastSeq; n++)
        {
            var stored = await stream.GetAsync(new() { Seq = n });
            letters.Add(DeadLetter.FromJson(stored.Message.Data.ToArray()));
        }
        return [.. letters];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            await worker.DisposeAsync();
        await Nats.DisposeAsync();
        await Telegram.DisposeAsync();
    }
}

/// <summary>A worker in this process, with a connection of its own.</summary>
public sealed class RunningWorker : IAsyncDisposable
{
    private readonly BackgroundService worker;
    private readonly NatsConnection nats;
    private int dropped;

    public RunningWorker(BackgroundService worker, NatsConnection nats)
    {
        this.worker = worker;
        this.nats = nats;
        nats.MessageDropped += (_, _) =>
        {
            Interlocked.Increment(ref dropped);
            return ValueTask.CompletedTask;
        };
    }

    /// <summary>Messages for which the client had no room left.</summary>
    public int Dropped => Volatile.Read(ref dropped);

    /// <summary>As a host stops it.</summary>
    public Task StopAsync() => worker.StopAsync(default).WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await nats.DisposeAsync();
        worker.Dispose();
    }
}

public sealed record Count(int Published, int Arrived, int Lost, int Twice);

public static class Eventually
{
    public static async Task TrueAsync(
        Func<Task<bool>> condition, Func<string> what, double seconds)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"not within {seconds} s: {what()}");
            await Task.Delay(10);
        }
    }

    public static Task TrueAsync(Func<bool> condition, Func<string> what, double seconds) =>
        TrueAsync(() => Task.FromResult(condition()), what, seconds);
}

public static class Connections
{
    public static NatsConnection To(string url) => new(new NatsOpts { Url = url });

    public static NatsConnection Connect(this Fixture servers) => To(servers.Nats.Url);
}
