using System.Diagnostics;
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
    private readonly Fixture servers;
    private readonly List<RunningWorker> workers = [];

    private Stage(Fixture servers, TelegramServer telegram, string environment)
    {
        this.servers = servers;
        Telegram = telegram;
        Subjects = new Subjects(environment);
        Nats = servers.Connect();
        JetStream = new NatsJSContext(Nats);
    }

    public TelegramServer Telegram { get; }

    public Subjects Subjects { get; }

    public NatsConnection Nats { get; }

    public NatsJSContext JetStream { get; }

    public CorePublisher Core => new(Nats);

    public StreamPublisher Durable => new(JetStream);

    public static async Task<Stage> OpenAsync(
        Fixture servers, bool limited = false, TimeSpan latency = default, string? environment = null)
    {
        var stage = new Stage(
            servers, await TelegramServer.StartAsync(limited, latency),
            environment ?? $"test-{Guid.NewGuid():N}");
        await stage.JetStream.CreateOrUpdateStreamAsync(DurableWorker.Stream(stage.Subjects));
        return stage;
    }

    /// <summary>Workspace wN is heard in chat N.</summary>
    public static Routes Routes { get; } =
        new(Enumerable.Range(1, 200).ToDictionary(n => $"w{n}", n => (long)n));

    public static DocumentEvent NewEvent(
        int workspace = 1, string name = "report.pdf", params string[] findings) =>
        new(Guid.NewGuid().ToString("N"), $"w{workspace}", name, 3, findings);

    public static Pace NoPace => new(TimeSpan.Zero, TimeSpan.Zero);

    public async Task<RunningWorker> StartCoreAsync(Pace? pace = null)
    {
        var nats = servers.Connect();
        var worker = new CoreWorker(
            nats, Subjects, Routes, new Delivery(Telegram.Client(), pace ?? NoPace));
        var subscribed = new TaskCompletionSource();
        var running = new RunningWorker(nats, stop => worker.RunAsync(stop, subscribed.SetResult));
        workers.Add(running);
        await subscribed.Task;
        return running;
    }

    public async Task<RunningWorker> StartDurableAsync(
        Pace? pace = null, DurableWorker.Settings? settings = null, bool progress = true,
        TimeSpan? timeout = null)
    {
        var nats = servers.Connect();
        var jetStream = new NatsJSContext(nats);
        var delivery = new Delivery(
            Telegram.Client(timeout), pace ?? NoPace,
            progress ? await BucketProgress.OpenAsync(jetStream, Subjects) : null);
        var worker = new DurableWorker(
            jetStream, Subjects, Routes, delivery,
            settings ?? new DurableWorker.Settings(TimeSpan.FromSeconds(2)));
        var running = new RunningWorker(nats, worker.RunAsync);
        workers.Add(running);
        return running;
    }

    /// <summary>How often each message was told.</summary>
    public Count Told(int published)
    {
        var told = Telegram.Messages.GroupBy(one => (one.Chat, one.Text)).ToList();
        return new Count(
            published, told.Count, published - told.Count, told.Sum(same => same.Count() - 1));
    }

    public Task SeeAsync(int messages, double seconds = 30) => Eventually.TrueAsync(
        () => Telegram.Messages.Count >= messages,
        () => $"{messages} messages in Telegram, not {Telegram.Messages.Count}", seconds);

    public async Task<(long Waiting, int Unacknowledged)> ConsumerAsync()
    {
        var consumer = await JetStream.GetConsumerAsync(Subjects.Stream, "telegram");
        return ((long)consumer.Info.NumPending, consumer.Info.NumAckPending);
    }

    public Task NothingLeftAsync() => Eventually.TrueAsync(
        async () => await ConsumerAsync() is (0, 0), () => "every event is acknowledged", 30);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            await worker.DieAsync();
        await Nats.DisposeAsync();
        await Telegram.DisposeAsync();
    }
}

/// <summary>A worker with a connection of its own, which a test can let die.</summary>
public sealed class RunningWorker
{
    private readonly NatsConnection nats;
    private readonly CancellationTokenSource stop = new();
    private int dropped;

    public RunningWorker(NatsConnection nats, Func<CancellationToken, Task> run)
    {
        this.nats = nats;
        nats.MessageDropped += (_, _) =>
        {
            Interlocked.Increment(ref dropped);
            return ValueTask.CompletedTask;
        };
        Ended = run(stop.Token);
    }

    /// <summary>Messages for which the client had no room left.</summary>
    public int Dropped => Volatile.Read(ref dropped);

    private Task Ended { get; }

    /// <summary>From here on it sends, acknowledges and records nothing more.</summary>
    public async Task DieAsync()
    {
        await nats.DisposeAsync();
        await stop.CancelAsync();
        await DeadAsync();
    }

    public async Task DeadAsync() => await Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

public sealed record Count(int Published, int Told, int Lost, int Twice);

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
    public static NatsConnection Connect(this Fixture servers) =>
        new(new NatsOpts { Url = servers.Nats.Url });
}
