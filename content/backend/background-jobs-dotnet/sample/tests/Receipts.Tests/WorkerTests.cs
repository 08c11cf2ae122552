using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Offprint.Servers;
using Receipts.Durable;

namespace Receipts.Tests;

/// <summary>The hosted service on top of the table: retries, poison, shutdown.</summary>
[Collection(RealPostgres.Name)]
public sealed class WorkerTests(Postgres postgres) : IAsyncLifetime
{
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
    public async Task A_job_that_always_fails_is_given_up_and_holds_nobody_up()
    {
        mails.Refused[1] = 500;
        await database.EnqueueAsync(30);
        using var worker = await StartAsync(Quick);

        await Until.TrueAsync("all is settled", async () =>
            await database.JobsAsync("dead_at IS NULL") == 0);

        Assert.Equal(Enumerable.Range(2, 29), await database.ReceiptsAsync());
        Assert.Equal(1, await database.JobsAsync(
            $"payload = '1' AND attempt = {Quick.MaxAttempts} AND error LIKE '%500%'"));
        Assert.Equal(Quick.MaxAttempts, mails.CallsByKey[Assert.Single(mails.KeysByOrder[1]).Key]);
    }

    [Fact]
    public async Task A_job_that_was_given_up_can_be_sent_again()
    {
        mails.Refused[1] = 500;
        await database.EnqueueAsync(1);
        using var worker = await StartAsync(Quick);
        await Until.TrueAsync("it is given up", async () =>
            await database.JobsAsync("dead_at IS NOT NULL") == 1);

        mails.Refused.Clear();
        await database.RunAsync("UPDATE job SET dead_at = NULL, attempt = 0, due = now()");

        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);
        Assert.Equal([1], await database.ReceiptsAsync());
    }

    [Fact]
    public async Task A_job_that_hangs_is_cancelled_before_its_lease_ends()
    {
        mails.Hold();
        await database.EnqueueAsync(1);
        using var worker = await StartAsync(new()
        {
            TimeLimit = TimeSpan.FromMilliseconds(200),
            FirstDelay = TimeSpan.FromMilliseconds(1),
            Poll = TimeSpan.FromMilliseconds(20),
        });

        await Until.TrueAsync("it is tried again", () =>
            Task.FromResult(mails.CallsByKey.Values.Sum() >= 2), TimeSpan.FromSeconds(20));
        mails.LetGo();
        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);
        Assert.Equal([1], await database.ReceiptsAsync());
    }

    [Fact]
    public async Task A_shutdown_that_cannot_wait_gives_its_jobs_back_at_once()
    {
        mails.Hold();
        await database.EnqueueAsync(1);
        var worker = await StartAsync(new() { Grace = TimeSpan.FromMilliseconds(100) });
        await Until.TrueAsync("the mail is on its way", () =>
            Task.FromResult(mails.CallsByKey.Count == 1));

        await worker.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
        Assert.True(await database.ReadAsync<bool>("SELECT due <= now() FROM job"));

        mails.LetGo();
        using var next = await StartAsync(new());
        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);
        Assert.Equal([1], await database.ReceiptsAsync());
        worker.Dispose();
    }

    [Fact]
    public async Task Jitter_spreads_what_failed_together()
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

    /// <summary>The most retries due in one tenth of a second, all having failed at once.</summary>
    private async Task<long> PeakAsync(int jobs, Func<int, TimeSpan> delay)
    {
        await using var own = await Database.CreateAsync(postgres.Server);
        await own.EnqueueAsync(jobs);
        var queue = new JobQueue(own.Source, new());
        var failed = new List<Job>();
        while (await queue.ClaimAsync() is { } job)
            failed.Add(job);
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

    private async Task<JobWorker> StartAsync(WorkerOptions options)
    {
        var sender = new ReceiptSender(
            new HttpClient { BaseAddress = mails.Address }, database.Source);
        var worker = new JobWorker(new JobQueue(database.Source, options),
            [new ReceiptHandler(sender)], options, NullLogger<JobWorker>.Instance);
        await worker.StartAsync(default);
        return worker;
    }
}
