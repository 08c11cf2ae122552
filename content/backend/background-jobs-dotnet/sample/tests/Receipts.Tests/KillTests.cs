using Npgsql;
using Offprint.Servers;

namespace Receipts.Tests;

/// <summary>kill -9 in the middle of a job or an intake, and jobs that crash their process.</summary>
[Collection(RealPostgres.Name)]
public sealed class KillTests(Postgres postgres)
{
    #region kill
    [Fact]
    public async Task A_worker_killed_after_the_mail_went_out_causes_no_second_mail()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.HangAfterSending();
        await database.EnqueueAsync(1);

        await using (var first = await App.StartAsync(database.Connection, mails, Lease))
        {
            await Until.TrueAsync("the mail is out", () => Task.FromResult(mails.MailsByOrder.Count == 1));
            first.Kill();
            Assert.Equal(137, await first.ExitAsync());
        }
        Assert.Empty(await database.MailLogAsync());
        mails.Recover();
        await using var second = await App.StartAsync(database.Connection, mails, Lease);
        await Until.TrueAsync("the job is done", async () => await database.JobsAsync() == 0);

        Assert.Equal(2, Assert.Single(mails.CallsByKey).Value);
        Assert.Equal(1, mails.MailsByOrder[1]);
        Assert.Equal([1], await database.MailLogAsync());
    }
    #endregion

    [Fact]
    public async Task An_intake_killed_before_its_commit_leaves_neither_order_nor_job()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        // The job's insert waits, after the order's insert and before the commit.
        await PutDoorAsync(database, "job");
        await using var door = await database.Source.OpenConnectionAsync();
        await CloseAsync(door);
        await using var app = await App.StartAsync(database.Connection, mails);

        var post = app.Http.PostAsync("orders/1", null);
        await Until.TrueAsync("the job is being inserted", async () => await WaitingAsync(database) == 1);
        app.Kill();
        Assert.Equal(137, await app.ExitAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => post);

        await OpenAsync(door);
        await Until.TrueAsync("its transaction is over", async () => await OthersAsync(database) == 0);
        Assert.Equal(0, await database.ReadAsync<long>("SELECT count(*) FROM customer_order"));
        Assert.Equal(0, await database.JobsAsync());
    }

    [Fact]
    public async Task A_job_exists_if_and_only_if_its_order_does_after_a_kill_in_full_traffic()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Hang(); // a job that the worker claims is not completed and stays in the table
        await PutDoorAsync(database, "customer_order");
        await using var door = await database.Source.OpenConnectionAsync();
        await using var app = await App.StartAsync(database.Connection, mails);
        var accepted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(1, 400),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (order, cancellation) =>
            {
                try
                {
                    using var response = await app.Http.PostAsync($"orders/{order}", null, cancellation);
                    if (Interlocked.Increment(ref accepted) == 150)
                        await KillAtDoorAsync(database, door, app);
                }
                catch (HttpRequestException)
                {
                    // The process is gone.
                }
            });
        Assert.Equal(137, await app.ExitAsync());
        await Until.TrueAsync("its transactions are over", async () => await OthersAsync(database) == 0);

        Assert.InRange(await database.JobsAsync(), accepted, 399);
        Assert.Equal(0, await database.ReadAsync<long>("""
            SELECT count(*) FROM customer_order o FULL JOIN job j ON j.payload = o.id::text
            WHERE o.id IS NULL OR j.id IS NULL
            """));
    }

    [Fact]
    public async Task A_job_that_crashes_its_worker_is_buried_and_nothing_else_is_lost()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        await database.EnqueueAsync(1, "fatal");
        await database.EnqueueAsync(20);

        for (var start = 0; start < 10 && !await IsSettledAsync(database); start++)
        {
            await using var app = await App.StartAsync(database.Connection, mails, "FatalJobs=true",
                "Worker:Lease=00:00:00.5", "Worker:TimeLimit=00:00:00.4", "Worker:MaxAttempts=3");
            await Until.TrueAsync("the worker died, or all is settled", async () =>
                app.HasExited || await IsSettledAsync(database));
        }
        Assert.Equal(1, await database.JobsAsync(
            "kind = 'fatal' AND attempt = 4 AND dead_at IS NOT NULL"));

        // Whatever ran beside it each time may have been buried with it, and can be sent again.
        await database.RunAsync(
            "UPDATE job SET dead_at = NULL, attempt = 0, due = now() WHERE kind = 'receipt'");
        await using var last = await App.StartAsync(database.Connection, mails);
        await Until.TrueAsync("all is settled", () => IsSettledAsync(database));
        Assert.Equal(Enumerable.Range(1, 20), await database.MailLogAsync());
        Assert.Equal(20, mails.MailsByOrder.Values.Sum());
    }

    [Fact]
    public async Task A_worker_survives_a_restart_of_the_database()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await Database.CreateAsync(server);
        await using var mails = await MailProvider.StartAsync();
        await using var app = await App.StartAsync(
            database.Connection, mails, [.. Lease, "Worker:Poll=00:00:00.2"]);
        await database.EnqueueAsync(40);
        await Until.TrueAsync("some are done", async () =>
            (await database.MailLogAsync()).Count > 5);

        await server.KillAsync();
        await server.StartAgainAsync();
        database.Source.Clear();

        await Until.TrueAsync("all are done", async () => await database.JobsAsync() == 0);
        Assert.Equal(Enumerable.Range(1, 40), await database.MailLogAsync());
        Assert.Contains("The job queue is unavailable", app.Log);
        Assert.False(app.HasExited, app.Log);
    }

    [Theory]
    [InlineData("Worker:TimeLimit=00:01:00", "TimeLimit 00:01:00 must be below Lease 00:01:00")]
    [InlineData("Worker:Grace=00:00:25", "Grace 00:00:25 must be below the host's ShutdownTimeout")]
    public async Task Settings_that_break_the_lease_or_the_shutdown_stop_the_start(
        string setting, string message)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();

        var failure = await Assert.ThrowsAsync<IOException>(() =>
            App.StartAsync(database.Connection, mails, setting));

        Assert.Contains(message, failure.Message);
    }

    /// <summary>Inserts into the table wait in a trigger while the door is closed.</summary>
    private static Task PutDoorAsync(Database database, string table) => database.RunAsync($"""
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END $$;
        CREATE TRIGGER wait BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION wait();
        """);

    private static Task CloseAsync(NpgsqlConnection door) =>
        new NpgsqlCommand("SELECT pg_advisory_lock(1)", door).ExecuteNonQueryAsync();

    private static Task OpenAsync(NpgsqlConnection door) =>
        new NpgsqlCommand("SELECT pg_advisory_unlock(1)", door).ExecuteNonQueryAsync();

    /// <summary>The server ends the statements of the dead process, which may commit them.</summary>
    private static async Task KillAtDoorAsync(Database database, NpgsqlConnection door, App app)
    {
        await CloseAsync(door);
        await Until.TrueAsync("orders wait", async () => await WaitingAsync(database) > 10);
        app.Kill();
        await app.ExitAsync();
        await OpenAsync(door);
    }

    private static readonly string[] Lease = ["Worker:Lease=00:00:02", "Worker:TimeLimit=00:00:01.5"];

    private static async Task<bool> IsSettledAsync(Database database) =>
        await database.JobsAsync("dead_at IS NULL") == 0;

    private static Task<long> WaitingAsync(Database database) => database.ReadAsync<long>("""
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event = 'advisory'
        """);

    /// <summary>Connections of other processes that are in a transaction.</summary>
    private static Task<long> OthersAsync(Database database) => database.ReadAsync<long>("""
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
            AND backend_type = 'client backend'
        """);
}
