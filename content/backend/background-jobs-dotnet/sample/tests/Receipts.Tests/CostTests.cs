using System.Diagnostics;
using Npgsql;
using Offprint.Servers;
using Receipts.Durable;
using Receipts.InProcess;

namespace Receipts.Tests;

/// <summary>What the table costs, and what spoils it.</summary>
[Collection(RealPostgres.Name)]
public sealed class CostTests(Postgres postgres)
{
    private const int Jobs = 300, Rounds = 3;
    private static readonly int[] Loops = [1, 4, 16];

    [Fact]
    public async Task Locked_jobs_have_to_be_skipped_for_workers_to_add_up()
    {
        var skipping = new Dictionary<string, double>();
        var waiting = new Dictionary<string, double>();
        // The best of several rounds: the machine has other work, and it comes in bursts.
        for (var round = 0; round < Rounds; round++)
            foreach (var loops in Loops)
            {
                await MeasureAsync(skipping, loops, JobQueue.Claim);
                await MeasureAsync(waiting, loops, JobQueue.Claim.Replace("SKIP LOCKED", ""));
            }
        Results.Write("throughput.json", new
        {
            PostgresVersion = postgres.Server.Version,
            Jobs,
            Rounds,
            JobsASecond = new { skipping, waiting },
            TimesOfOneLoop = Math.Round(skipping["loops16"] / skipping["loops1"], 1),
            InMemoryASecond = await InMemoryASecondAsync(),
        });
        Assert.True(skipping["loops16"] > 2 * skipping["loops1"]);
        Assert.True(skipping["loops16"] > 2 * waiting["loops16"]);
        Assert.True(waiting["loops16"] < 1.25 * waiting["loops4"], "more loops, no more jobs");
    }

    [Fact]
    public async Task A_long_transaction_elsewhere_makes_every_claim_slower()
    {
        const int jobs = 10_000;
        await using var database = await Database.CreateAsync(postgres.Server);
        var fresh = await ClaimMicrosecondsAsync(database);

        double heldUp;
        await using (var report = await database.Source.OpenConnectionAsync())
        await using (await report.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead))
        {
            await new NpgsqlCommand("SELECT count(*) FROM receipt", report).ExecuteScalarAsync();
            await database.EnqueueAsync(jobs);
            await database.RunAsync("UPDATE job SET attempt = 1, due = due");
            await database.RunAsync("DELETE FROM job");
            await database.RunAsync("VACUUM job");
            heldUp = await ClaimMicrosecondsAsync(database);
        }
        await database.RunAsync("VACUUM job");
        var vacuumed = await ClaimMicrosecondsAsync(database);

        Results.Write("long-transaction.json", new
        {
            jobs,
            claimMicroseconds = new { fresh, heldUp, vacuumed },
            times = Math.Round(heldUp / fresh, 1),
        });
        Assert.True(heldUp > 3 * fresh, $"{heldUp} µs against {fresh} µs");
        Assert.True(vacuumed < heldUp / 2, $"{vacuumed} µs against {heldUp} µs");
    }

    private async Task MeasureAsync(Dictionary<string, double> best, int loops, string claim)
    {
        var key = $"loops{loops}";
        best[key] = Math.Max(best.GetValueOrDefault(key), await JobsASecondAsync(loops, claim));
    }

    /// <summary>
    /// Claim, record and end, with no work between. A loop that finds nothing asks again
    /// until all jobs are done.
    /// </summary>
    private async Task<double> JobsASecondAsync(int loops, string claim)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await database.EnqueueAsync(Jobs);
        await database.RunAsync("VACUUM ANALYZE job");
        var queue = new JobQueue(database.Source, new(), claim);
        var left = Jobs;
        await Task.WhenAll(Enumerable.Range(0, loops).Select(_ => database.JobsAsync()));

        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, loops).Select(async _ =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                if (await queue.ClaimAsync() is not { } job)
                    continue;
                if (await queue.CompleteAsync(job, c => RecordAsync(job, c)))
                    Interlocked.Decrement(ref left);
            }
        }));
        var seconds = clock.Elapsed.TotalSeconds;
        Assert.Equal(Jobs, (await database.ReceiptsAsync()).Count);
        return Math.Round(Jobs / seconds);
    }

    private static async Task RecordAsync(Job job, NpgsqlConnection connection)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO receipt VALUES ($1)", connection);
        insert.Parameters.Add(new() { Value = int.Parse(job.Payload) });
        await insert.ExecuteNonQueryAsync();
    }

    private static async Task<double> InMemoryASecondAsync()
    {
        const int orders = 1_000_000;
        var queue = new WorkQueue(1_000);
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

    /// <summary>A claim that finds nothing, the median.</summary>
    private static async Task<double> ClaimMicrosecondsAsync(Database database)
    {
        var queue = new JobQueue(database.Source, new());
        var times = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Assert.Null(await queue.ClaimAsync());
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return Math.Round(times.Order().ElementAt(100));
    }
}
