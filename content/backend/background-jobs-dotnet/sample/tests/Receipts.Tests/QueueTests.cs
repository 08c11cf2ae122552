using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Receipts.Durable;

namespace Receipts.Tests;

/// <summary>The table as a queue: claims, leases, the fence.</summary>
[Collection(RealPostgres.Name)]
public sealed class QueueTests(Postgres postgres) : IAsyncLifetime
{
    private static readonly string[] Kinds = ["receipt"];
    private static readonly WorkerOptions Brief = new() { Lease = TimeSpan.FromMilliseconds(200) };
    private Database database = null!;

    public async Task InitializeAsync() => database = await Database.CreateAsync(postgres.Server);

    public Task DisposeAsync() => database.DisposeAsync().AsTask();

    private JobQueue Queue(WorkerOptions? options = null) => new(database.Source, options ?? new());

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Twelve_workers_claim_each_job_once_and_never_more_than_they_asked_for(int limit)
    {
        await database.EnqueueAsync(400);
        var claimed = new ConcurrentBag<Guid>();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            while (await Queue().ClaimAsync(Kinds, limit) is { Count: > 0 } jobs)
            {
                Assert.InRange(jobs.Count, 1, limit);
                foreach (var job in jobs)
                    claimed.Add(job.Id);
            }
        }));

        Assert.Equal(400, claimed.Count);
        Assert.Equal(400, claimed.Distinct().Count());
    }

    [Fact]
    public async Task A_locked_job_is_skipped_without_waiting()
    {
        await database.EnqueueAsync(2);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(
            "SELECT payload FROM job ORDER BY due, id LIMIT 1 FOR UPDATE", connection);
        var held = (string)(await hold.ExecuteScalarAsync())!;

        var clock = Stopwatch.StartNew();
        var other = Assert.Single(await Queue().ClaimAsync(Kinds));
        var none = await Queue().ClaimAsync(Kinds);

        Assert.NotEqual(held, other.Payload);
        Assert.Empty(none);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    #region convoy
    [Fact]
    public async Task Without_SKIP_LOCKED_a_claim_waits_then_takes_the_next_job_and_keeps_both_locked()
    {
        await database.EnqueueAsync(3);
        await database.RunAsync("UPDATE job SET due = now() - (10 - payload::int) * interval '1 s'");
        await using var first = await BeginAsync();
        await using var second = await BeginAsync();

        Assert.Equal("1", await ClaimWaitingAsync(first));
        var waiting = ClaimWaitingAsync(second);
        await Until.TrueAsync("the second claim waits for the first", async () => 1L ==
            await database.ReadAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted"));
        await CommitAsync(first);

        // Not empty-handed: it goes on to the next job. Until it commits it holds the lock of
        // job 1 too, which it could not use, and the next claim without SKIP LOCKED waits for that.
        Assert.Equal("2", await waiting);
        Assert.Equal(["3"], await UnlockedAsync());
        await CommitAsync(second);
        Assert.Equal(["1", "2", "3"], await UnlockedAsync());
    }
    #endregion

    [Fact]
    public async Task An_order_posted_twice_is_one_job()
    {
        var intake = new DurableIntake(database.Source);

        Assert.True(await intake.TakeAsync(2));
        Assert.True(await intake.TakeAsync(2));

        Assert.Equal("2", Assert.Single(await Queue().ClaimAsync(Kinds)).Payload);
        Assert.Empty(await Queue().ClaimAsync(Kinds));
    }

    [Fact]
    public async Task Jobs_claimed_together_do_not_expire_together()
    {
        await database.EnqueueAsync(50);
        await Queue(new() { Lease = TimeSpan.FromHours(1) }).ClaimAsync(Kinds, 50);

        Assert.True(await database.ReadAsync<bool>("""
            SELECT min(due) > now() + interval '59 minutes'
               AND max(due) - min(due) > interval '8 minutes' FROM job
            """));
    }

    #region zombie
    [Fact]
    public async Task A_worker_whose_lease_has_expired_can_no_longer_touch_the_job()
    {
        await database.EnqueueAsync(1);
        var queue = Queue(Brief);
        var slow = Assert.Single(await queue.ClaimAsync(Kinds));
        await Until.TrueAsync("the lease has expired", () =>
            database.ReadAsync<bool>("SELECT due <= now() FROM job"));
        var quick = Assert.Single(await queue.ClaimAsync(Kinds));

        Assert.False(await queue.CompleteAsync(slow, RecordAsync));
        await queue.RetryAsync(slow, "too late", TimeSpan.FromHours(1));
        await queue.ReturnAsync(slow);
        await queue.BuryAsync(slow, "too late");
        Assert.True(await queue.CompleteAsync(quick, RecordAsync));

        Assert.Equal([1], await database.MailLogAsync());
        Assert.Equal(0, await database.JobsAsync());
    }
    #endregion

    [Fact]
    public async Task A_returned_job_gets_its_attempt_back_and_a_new_claim_number()
    {
        await database.EnqueueAsync(1);
        var first = Assert.Single(await Queue().ClaimAsync(Kinds));
        await Queue().ReturnAsync(first);
        var second = Assert.Single(await Queue().ClaimAsync(Kinds));

        Assert.Equal((1, 1), (first.Claim, first.Attempt));
        Assert.Equal((2, 1), (second.Claim, second.Attempt));
        Assert.False(await Queue().CompleteAsync(first, RecordAsync));
        Assert.True(await Queue().CompleteAsync(second, RecordAsync));
        Assert.Equal([1], await database.MailLogAsync());
    }

    [Fact]
    public async Task A_job_whose_record_fails_is_still_there()
    {
        await database.EnqueueAsync(1);
        var job = Assert.Single(await Queue(Brief).ClaimAsync(Kinds));

        await Assert.ThrowsAsync<PostgresException>(() => Queue().CompleteAsync(job, async c =>
        {
            await RecordAsync(c);
            await new NpgsqlCommand("SELECT 1 / 0", c).ExecuteNonQueryAsync();
        }));

        Assert.Empty(await database.MailLogAsync());
        Assert.Equal(1, await database.JobsAsync());
    }

    private async Task<NpgsqlConnection> BeginAsync()
    {
        var connection = await database.Source.OpenConnectionAsync();
        await new NpgsqlCommand("BEGIN", connection).ExecuteNonQueryAsync();
        return connection;
    }

    private static Task CommitAsync(NpgsqlConnection connection) =>
        new NpgsqlCommand("COMMIT", connection).ExecuteNonQueryAsync();

    /// <summary>The article's claim without SKIP LOCKED, in the connection's open transaction.</summary>
    private static async Task<string?> ClaimWaitingAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            JobQueue.Claim.Replace("SKIP LOCKED", "").Replace(
                "RETURNING job.id, kind, payload, claim, attempt", "RETURNING payload"), connection);
        command.Parameters.Add(new() { Value = TimeSpan.FromMinutes(1) });
        command.Parameters.Add(new() { Value = Kinds });
        command.Parameters.Add(new() { Value = 1 });
        return (string?)await command.ExecuteScalarAsync();
    }

    private async Task<string[]> UnlockedAsync() => await database.ReadAsync<string[]>("""
        WITH free AS (SELECT payload FROM job ORDER BY payload FOR UPDATE SKIP LOCKED)
        SELECT array_agg(payload ORDER BY payload) FROM free
        """);

    private async Task RecordAsync(NpgsqlConnection connection)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO mail_log VALUES (1)", connection);
        await insert.ExecuteNonQueryAsync();
    }
}
