using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Offprint.Servers;
using Receipts.Durable;

namespace Receipts.Tests;

/// <summary>The hosted services on top of the table: retries, poison, shutdown, gauges.</summary>
[Collection(RealPostgres.Name)]
public sealed class WorkerTests(Postgres postgres) : IAsyncLifetime
{
    private readonly ListLogger<JobWorker> log = new();
    private Database database = null!;
    private MailProvider mails = null!;

    public async Task InitializeAsync()
    {
        database = await Database.CreateAsync(postgres.Server);
        mails = await MailProvider.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await mails.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_job_that_always_fails_is_buried_and_holds_nobody_up()
    {
        mails.Failing[1] = true;
        await database.EnqueueAsync(30);
        using var worker = await StartAsync(Quick);

        await Until.TrueAsync("all is settled", async () =>
            await database.JobsAsync("dead_at IS NULL") == 0);

        Assert.Equal(Enumerable.Range(2, 29), await database.MailLogAsync());
        Assert.Equal(1, await database.JobsAsync(
            $"payload = '1' AND attempt = {Quick.MaxAttempts} AND error LIKE '%500%'"));
        Assert.Equal(Quick.MaxAttempts, mails.CallsByKey.Values.Max());
        Assert.Equal(30, mails.CallsByKey.Count);
    }

    [Fact]
    public async Task Every_failed_attempt_is_logged_and_not_the_last_alone()
    {
        mails.Failing[1] = true;
        await database.EnqueueAsync(1);
        using var worker = await StartAsync(Quick);
        await Until.TrueAsync("it is buried", async () =>
            await database.JobsAsync("dead_at IS NOT NULL") == 1);

        Assert.Collection(log.Lines,
            line => Assert.Matches("^Warning: Job .*: attempt 1 failed, next in ", line),
            line => Assert.Matches("^Warning: Job .*: attempt 2 failed, next in ", line),
            line => Assert.Matches("^Warning: Job .*: attempt 3 failed, next in ", line),
            line => Assert.Matches("^Error: Job .*: dead after attempt 4$", line));
    }

    [Fact]
    public async Task A_buried_job_can_be_sent_again()
    {
        mails.Failing[1] = true;
        await database.EnqueueAsync(1);
        using var worker = await StartAsync(Quick);
        await Until.TrueAsync("it is buried", async () =>
            await database.JobsAsync("dead_at IS NOT NULL") == 1);

        mails.Failing.Clear();
        await database.RunAsync("UPDATE job SET dead_at = NULL, attempt = 0, due = now()");

        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);
        Assert.Equal([1], await database.MailLogAsync());
    }

    [Fact]
    public async Task A_job_that_hangs_is_cancelled_and_retried_before_its_lease_expires()
    {
        mails.Hang();
        await database.EnqueueAsync(1);
        using var worker = await StartAsync(new()
        {
            TimeLimit = TimeSpan.FromMilliseconds(200),
            FirstDelay = TimeSpan.FromMilliseconds(1),
            Poll = TimeSpan.FromMilliseconds(20),
        });

        // The lease is a minute.
        await Until.TrueAsync("it is tried again", () =>
            Task.FromResult(mails.Calls >= 2), TimeSpan.FromSeconds(20));
        mails.Recover();
        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);
        Assert.Equal([1], await database.MailLogAsync());
    }

    [Fact]
    public async Task A_shutdown_that_cannot_wait_requeues_its_jobs_immediately()
    {
        mails.Hang();
        await database.EnqueueAsync(1);
        await DeployAsync(expectedCalls: 1);

        Assert.True(await database.ReadAsync<bool>("SELECT due <= now() FROM job"));
        mails.Recover();
        using var next = await StartAsync(new());
        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);
        Assert.Equal([1], await database.MailLogAsync());
    }

    [Fact]
    public async Task Deployments_use_up_no_attempts()
    {
        mails.Hang();
        await database.EnqueueAsync(1);

        for (var deployment = 1; deployment <= 5; deployment++)
            await DeployAsync(expectedCalls: deployment, maxAttempts: 2);

        Assert.Equal(1, await database.JobsAsync("claim = 5 AND attempt = 0 AND dead_at IS NULL"));
        mails.Recover();
        using var next = await StartAsync(new() { MaxAttempts = 2 });
        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);
        Assert.Equal([1], await database.MailLogAsync());
    }

    [Fact]
    public async Task A_worker_leaves_jobs_of_unknown_kinds_to_workers_that_know_them()
    {
        await database.EnqueueAsync(3, "refund");
        await database.EnqueueAsync(3);
        using var worker = await StartAsync(Quick);

        await Until.TrueAsync("the known ones are done", async () =>
            await database.JobsAsync("kind = 'receipt'") == 0);

        Assert.Equal(3, await database.JobsAsync("kind = 'refund' AND claim = 0 AND attempt = 0"));
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task The_gauges_report_depth_age_and_dead_jobs()
    {
        await database.EnqueueAsync(5);
        await database.RunAsync("""
            UPDATE job SET due = now() - interval '10 minutes' WHERE payload = '1';
            UPDATE job SET due = now() + interval '1 hour' WHERE payload = '2';
            UPDATE job SET dead_at = now(), due = now() - interval '1 day' WHERE payload = '3';
            """);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var measured = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == QueueMonitor.MeterName)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((i, value, _, _) => measured[i.Name] = value);
        listener.SetMeasurementEventCallback<double>((i, value, _, _) => measured[i.Name] = value);
        listener.Start();

        using var monitor = new QueueMonitor(database.Source,
            new() { Monitor = TimeSpan.FromMilliseconds(50) },
            services.GetRequiredService<IMeterFactory>(), NullLogger<QueueMonitor>.Instance);
        await monitor.StartAsync(default);
        await Until.TrueAsync("the queue has been read", () =>
        {
            listener.RecordObservableInstruments();
            return Task.FromResult(measured["jobs.due"] > 0);
        });
        await monitor.StopAsync(default);

        Assert.Equal(3, measured["jobs.due"]);
        Assert.InRange(measured["jobs.oldest_due"], 600, 660);
        Assert.Equal(1, measured["jobs.dead"]);
    }

    [Fact]
    public async Task Jitter_spreads_jobs_that_failed_together()
    {
        const int jobs = 400;
        var options = new WorkerOptions();
        var plain = await PeakAsync(jobs, _ => Backoff.Longest(1, options));
        var random = new Random(1);
        var jittered = await PeakAsync(jobs, _ => Backoff.Delay(1, options, random));

        Results.Write("jitter.json", new
        {
            jobs,
            attempts = options.MaxAttempts,
            firstSeconds = options.FirstDelay.TotalSeconds,
            peak = new { plain, jittered },
            meanMinutesToGiveUp = Math.Round(Enumerable.Range(1, options.MaxAttempts - 1)
                .Sum(a => Backoff.Longest(a, options).TotalMinutes / 2)),
        });
        Assert.True(plain > jobs * 9 / 10, $"{plain} in one tenth of a second");
        Assert.True(jittered < jobs / 8, $"{jittered} in one tenth of a second");
    }

    /// <summary>The most retries due in one tenth of a second, all having failed at the same time.</summary>
    private async Task<long> PeakAsync(int jobs, Func<int, TimeSpan> delay)
    {
        await using var own = await Database.CreateAsync(postgres.Server);
        await own.EnqueueAsync(jobs);
        var queue = new JobQueue(own.Source, new());
        var failed = await queue.ClaimAsync(["receipt"], jobs);
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(failed, async (job, _) =>
        {
            // What a retry takes to be written is not part of when it is due.
            await queue.RetryAsync(job, "", delay(job.Attempt) - clock.Elapsed);
        });
        return await own.ReadAsync<long>("""
            SELECT max(n) FROM (
                SELECT count(*) AS n FROM job
                GROUP BY floor(extract(epoch FROM due) * 10 + 0.5)) AS tenths
            """);
    }

    private static readonly WorkerOptions Quick = new()
    {
        MaxAttempts = 4,
        FirstDelay = TimeSpan.FromMilliseconds(10),
        Poll = TimeSpan.FromMilliseconds(20),
    };

    /// <summary>A worker starts, calls the provider, and is stopped while it waits.</summary>
    private async Task DeployAsync(int expectedCalls, int maxAttempts = 10)
    {
        using var worker = await StartAsync(new()
        {
            Grace = TimeSpan.FromMilliseconds(100),
            MaxAttempts = maxAttempts,
        });
        await Until.TrueAsync("the mail is under way", () =>
            Task.FromResult(mails.Calls == expectedCalls));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await worker.StopAsync(deadline.Token);
    }

    private async Task<JobWorker> StartAsync(WorkerOptions options)
    {
        var sender = new ReceiptSender(
            new HttpClient { BaseAddress = mails.Address }, database.Source);
        var worker = new JobWorker(new JobQueue(database.Source, options),
            [new ReceiptHandler(sender)], options, log);
        await worker.StartAsync(default);
        return worker;
    }
}
