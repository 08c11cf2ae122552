using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using Offprint.Servers;
using Receipts.Durable;
using Receipts.InProcess;

namespace Receipts.Tests;

/// <summary>What the table costs, and what spoils it.</summary>
[Collection(RealPostgres.Name)]
public sealed class CostTests(Postgres postgres)
{
    private const int Jobs = 300, Rounds = 3, MostRounds = 9, Batch = 10;
    private static readonly string[] Kinds = ["receipt"];
    private static readonly int[] Loops = [1, 4, 16];
    private static readonly string Waiting = JobQueue.Claim.Replace("SKIP LOCKED", "");

    [Fact]
    public async Task Without_SKIP_LOCKED_more_workers_do_no_more_and_yet_no_claim_is_empty()
    {
        var skipping = new Measurements();
        var waiting = new Measurements();
        var batched = new Measurements();
        // The best of at least three rounds. The machine has other work, which comes in bursts and
        // can only slow a round down, so a busy machine gets more rounds.
        var rounds = 0;
        while (rounds++ < Rounds || rounds <= MostRounds && Broken().Any())
            foreach (var loops in Loops)
            {
                await MeasureAsync(skipping, loops, JobQueue.Claim);
                await MeasureAsync(waiting, loops, Waiting);
                await MeasureAsync(batched, loops, JobQueue.Claim, Batch);
            }
        rounds--;
        Results.Write("throughput.json", new
        {
            PostgresVersion = postgres.Server.Version,
            Jobs,
            rounds,
            Batch,
            JobsASecond = new
            {
                Skipping = skipping.JobsASecond,
                Waiting = waiting.JobsASecond,
                Batched = batched.JobsASecond,
            },
            Claims = new { Skipping = skipping.Claims, Waiting = waiting.Claims },
            EmptyClaims = new { Skipping = skipping.Empty, Waiting = waiting.Empty },
            TimesOfOneLoop = Math.Round(
                skipping.JobsASecond["loops16"] / skipping.JobsASecond["loops1"], 1),
            InMemoryASecond = await InMemoryASecondAsync(),
        });
        Assert.Empty(Broken());
        Assert.Equal(0, skipping.Empty);
        Assert.Equal(0, waiting.Empty);

        IEnumerable<string> Broken()
        {
            var (skip, wait, batch) = (skipping.JobsASecond, waiting.JobsASecond, batched.JobsASecond);
            if (skip["loops16"] < 1.25 * skip["loops1"])
                yield return $"16 loops do {skip["loops16"]}, one does {skip["loops1"]}";
            if (skip["loops16"] < 1.25 * wait["loops16"])
                yield return $"16 loops do {skip["loops16"]}, without SKIP LOCKED {wait["loops16"]}";
            if (wait["loops16"] > 1.25 * wait["loops4"])
                yield return $"without SKIP LOCKED 16 do {wait["loops16"]}, 4 do {wait["loops4"]}";
            if (batch["loops1"] < 1.1 * skip["loops1"])
                yield return $"in batches one loop does {batch["loops1"]}, singly {skip["loops1"]}";
        }
    }

    [Fact]
    public async Task A_long_transaction_elsewhere_makes_every_claim_wade_through_dead_rows()
    {
        const int jobs = 5_000;
        await using var database = await Database.CreateAsync(postgres.Server);
        // Vacuumed and analyzed here alone, so that every run has the same plan.
        await database.RunAsync("ALTER TABLE job SET (autovacuum_enabled = false)");
        await database.RunAsync("VACUUM (ANALYZE) job");
        var fresh = await EmptyClaimAsync(database);

        EmptyClaim heldUp;
        await using (var report = await database.Source.OpenConnectionAsync())
        await using (await report.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead))
        {
            await new NpgsqlCommand("SELECT count(*) FROM mail_log", report).ExecuteScalarAsync();
            await database.EnqueueAsync(jobs);
            await WorkOffAsync(new JobQueue(database.Source, new()), jobs, loops: 16, limit: 1);
            await database.RunAsync("VACUUM (ANALYZE) job");
            heldUp = await EmptyClaimAsync(database);
        }
        await database.RunAsync("VACUUM (ANALYZE) job");
        var vacuumed = await EmptyClaimAsync(database);

        Results.Write("long-transaction.json", new { jobs, fresh, heldUp, vacuumed });
        Assert.InRange(fresh.Pages, 0, 10);
        Assert.True(heldUp.Pages >= jobs, $"{heldUp.Pages} pages");
        Assert.True(vacuumed.Pages <= fresh.Pages + 1, $"{vacuumed.Pages} pages");
    }

    private async Task MeasureAsync(Measurements results, int loops, string claim, int limit = 1)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await database.EnqueueAsync(Jobs);
        await database.RunAsync("VACUUM ANALYZE job");
        await Task.WhenAll(Enumerable.Range(0, loops).Select(_ => database.JobsAsync()));

        var clock = Stopwatch.StartNew();
        var (claims, empty) = await WorkOffAsync(
            new JobQueue(database.Source, new(), claim), Jobs, loops, limit);
        results.Add($"loops{loops}", Jobs / clock.Elapsed.TotalSeconds, claims, empty);
        Assert.Equal(Jobs, (await database.MailLogAsync()).Count);
    }

    /// <summary>
    /// Claims, records and completes, with no work between. A loop that finds nothing asks again
    /// until all jobs are done. Counted are claims that were made, and came back empty, while some
    /// job was certain to be unclaimed: the other loops can have claimed and not yet counted no
    /// more than their limit.
    /// </summary>
    private static async Task<(int Claims, int Empty)> WorkOffAsync(
        JobQueue queue, int jobs, int loops, int limit)
    {
        int left = jobs, claimed = 0, claims = 0, empty = 0;
        await Task.WhenAll(Enumerable.Range(0, loops).Select(async _ =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                var batch = await queue.ClaimAsync(Kinds, limit);
                if (Volatile.Read(ref claimed) + loops * limit <= jobs)
                {
                    Interlocked.Increment(ref claims);
                    if (batch is [])
                        Interlocked.Increment(ref empty);
                }
                Interlocked.Add(ref claimed, batch.Count);
                foreach (var job in batch)
                    if (await queue.CompleteAsync(job, c => RecordAsync(job, c)))
                        Interlocked.Decrement(ref left);
            }
        }));
        return (claims, empty);
    }

    private static async Task RecordAsync(Job job, NpgsqlConnection connection)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO mail_log VALUES ($1)", connection);
        insert.Parameters.Add(new() { Value = int.Parse(job.Payload) });
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task<double> InMemoryASecondAsync()
    {
        const int orders = 1_000_000;
        var queue = new WorkQueue(new());
        var clock = Stopwatch.StartNew();
        var read = Task.Run(async () =>
        {
            var sum = 0L;
            await foreach (var order in queue.ReadAllAsync())
                sum += order;
            return sum;
        });
        for (var order = 0; order < orders; order++)
            await queue.AddAsync(order);
        queue.Close();
        Assert.Equal(orders * (orders - 1L) / 2, await read);
        return Math.Round(orders / clock.Elapsed.TotalSeconds / 1_000) * 1_000;
    }

    /// <summary>
    /// What a claim that finds nothing costs: the pages it reads, and the fastest of 300, since
    /// other work on the machine can only slow it down.
    /// </summary>
    private static async Task<EmptyClaim> EmptyClaimAsync(Database database)
    {
        var queue = new JobQueue(database.Source, new());
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 300; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Empty(await queue.ClaimAsync(Kinds));
            var took = Stopwatch.GetElapsedTime(start);
            fastest = took < fastest ? took : fastest;
        }
        await using var explain = database.Source.CreateCommand(
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + JobQueue.Claim
                .Replace("$1", "interval '1 minute'").Replace("$2", "'{receipt}'").Replace("$3", "1"));
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync())!);
        var root = plan.RootElement[0].GetProperty("Plan");
        return new(
            root.GetProperty("Shared Hit Blocks").GetInt64()
                + root.GetProperty("Shared Read Blocks").GetInt64(),
            Math.Round(fastest.TotalMicroseconds));
    }

    /// <param name="Pages">Page reads, in PostgreSQL's cache or not; a page counts each time.</param>
    private sealed record EmptyClaim(long Pages, double Microseconds);

    private sealed class Measurements
    {
        public Dictionary<string, double> JobsASecond { get; } = [];

        public int Claims { get; private set; }

        public int Empty { get; private set; }

        public void Add(string key, double jobsASecond, int claims, int empty)
        {
            JobsASecond[key] = Math.Max(JobsASecond.GetValueOrDefault(key), Math.Round(jobsASecond));
            Claims += claims;
            Empty += empty;
        }
    }
}
