using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using Receipts.Durable;

namespace Receipts.Tests;

/// <summary>The table as a queue: claims, leases, retries.</summary>
[Collection(RealPostgres.Name)]
public sealed class QueueTests(Postgres postgres) : IAsyncLifetime
{
    private static readonly WorkerOptions Brief = new() { Lease = TimeSpan.FromMilliseconds(200) };
    private Database database = null!;

    public async Task InitializeAsync() => database = await Database.CreateAsync(postgres.Server);

    public Task DisposeAsync() => database.DisposeAsync().AsTask();

    private JobQueue Queue(WorkerOptions? options = null) => new(database.Source, options ?? new());

    [Fact]
    public async Task Each_job_is_claimed_by_one_of_many()
    {
        await database.EnqueueAsync(400);
        var claimed = new ConcurrentBag<Guid>();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            while (await Queue().ClaimAsync() is { } job)
                claimed.Add(job.Id);
        }));

        Assert.Equal(400, claimed.Count);
        Assert.Equal(400, claimed.Distinct().Count());
    }

    [Fact]
    public async Task A_locked_job_is_passed_by_and_not_waited_for()
    {
        await database.EnqueueAsync(2);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(
            "SELECT payload FROM job ORDER BY due, id LIMIT 1 FOR UPDATE", connection);
        var held = (string)(await hold.ExecuteScalarAsync())!;

        var clock = Stopwatch.StartNew();
        var other = await Queue().ClaimAsync();
        var none = await Queue().ClaimAsync();

        Assert.NotEqual(held, other!.Payload);
        Assert.Null(none);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task A_job_exists_if_and_only_if_its_order_does()
    {
        await using (var connection = await database.Source.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
            await JobQueue.EnqueueAsync(connection, "receipt", "1");
        Assert.Equal(0, await database.JobsAsync());

        var intake = new DurableIntake(database.Source);
        await intake.TakeAsync(2);
        await intake.TakeAsync(2);
        Assert.Equal("2", (await Queue().ClaimAsync())!.Payload);
        Assert.Null(await Queue().ClaimAsync());
    }

    [Fact]
    public async Task What_was_claimed_together_does_not_come_back_together()
    {
        await database.EnqueueAsync(50);
        while (await Queue(new() { Lease = TimeSpan.FromHours(1) }).ClaimAsync() is not null) { }

        Assert.True(await database.ReadAsync<bool>("""
            SELECT min(due) > now() + interval '59 minutes'
               AND max(due) - min(due) > interval '8 minutes' FROM job
            """));
    }

    #region zombie
    [Fact]
    public async Task What_a_worker_finishes_after_its_lease_does_not_count()
    {
        await database.EnqueueAsync(1);
        var queue = Queue(Brief);
        var slow = (await queue.ClaimAsync())!;
        await Until.TrueAsync("the lease is over", () => IsDueAsync());
        var quick = (await queue.ClaimAsync())!;

        Assert.False(await queue.CompleteAsync(slow, RecordAsync));
        await queue.RetryAsync(slow, "too late", TimeSpan.FromHours(1));
        await queue.BuryAsync(slow, "too late");
        Assert.True(await queue.CompleteAsync(quick, RecordAsync));

        Assert.Equal([1], await database.ReceiptsAsync());
        Assert.Equal(0, await database.JobsAsync());
    }
    #endregion

    [Fact]
    public async Task A_job_whose_record_fails_is_still_there()
    {
        await database.EnqueueAsync(1);
        var job = (await Queue(Brief).ClaimAsync())!;

        await Assert.ThrowsAsync<PostgresException>(() => Queue().CompleteAsync(job, async c =>
        {
            await RecordAsync(c);
            await new NpgsqlCommand("SELECT 1 / 0", c).ExecuteNonQueryAsync();
        }));

        Assert.Empty(await database.ReceiptsAsync());
        Assert.Equal(1, await database.JobsAsync());
    }

    private Task<bool> IsDueAsync() =>
        database.ReadAsync<bool>("SELECT due <= now() FROM job");

    private async Task RecordAsync(NpgsqlConnection connection)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO receipt VALUES (1)", connection);
        await insert.ExecuteNonQueryAsync();
    }
}
