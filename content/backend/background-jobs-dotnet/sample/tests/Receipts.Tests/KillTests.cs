using Offprint.Servers;

namespace Receipts.Tests;

/// <summary>kill -9 in the middle of a job, and jobs that do it themselves.</summary>
[Collection(RealPostgres.Name)]
public sealed class KillTests(Postgres postgres)
{
    #region kill
    [Fact]
    public async Task A_job_whose_worker_is_killed_is_done_once_by_another()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        mails.Hold();
        await database.EnqueueAsync(1);

        await using (var first = await App.StartAsync(database.Connection, mails, Lease))
        {
            await Until.TrueAsync("the mail is on its way", () => Calls(mails, 1));
            first.Kill();
            Assert.Equal(137, await first.ExitAsync());
        }
        Assert.Empty(await database.ReceiptsAsync());
        mails.LetGo();
        await using var second = await App.StartAsync(database.Connection, mails, Lease);
        await Until.TrueAsync("it is done", async () => await database.JobsAsync() == 0);

        Assert.Equal([1], await database.ReceiptsAsync());
        var (_, calls) = Assert.Single(mails.CallsByKey);
        Assert.Equal(2, calls);
    }
    #endregion

    [Fact]
    public async Task A_job_that_kills_its_worker_is_given_up_and_nothing_else_is_lost()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var mails = await MailProvider.StartAsync();
        await database.EnqueueAsync(1, "fatal");
        await database.EnqueueAsync(20);

        for (var start = 0; start < 10 && !await IsSettledAsync(database); start++)
        {
            await using var app = await App.StartAsync(
                database.Connection, mails, "Worker:Lease=00:00:00.5", "Worker:MaxAttempts=3");
            await Until.TrueAsync("the worker died, or all is settled", async () =>
                app.HasExited || await IsSettledAsync(database));
        }
        Assert.Equal(1, await database.JobsAsync(
            "kind = 'fatal' AND attempt = 4 AND dead_at IS NOT NULL"));

        // Whatever ran beside it each time was given up with it, and can be sent again.
        await database.RunAsync(
            "UPDATE job SET dead_at = NULL, attempt = 0, due = now() WHERE kind = 'receipt'");
        await using var last = await App.StartAsync(database.Connection, mails);
        await Until.TrueAsync("all is settled", () => IsSettledAsync(database));
        Assert.Equal(Enumerable.Range(1, 20), await database.ReceiptsAsync());
    }

    private static async Task<bool> IsSettledAsync(Database database) =>
        await database.JobsAsync("dead_at IS NULL") == 0;

    [Fact]
    public async Task A_worker_survives_a_restart_of_the_database()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await Database.CreateAsync(server);
        await using var mails = await MailProvider.StartAsync();
        await using var app = await App.StartAsync(
            database.Connection, mails, Lease, "Worker:Poll=00:00:00.2");
        await database.EnqueueAsync(40);
        await Until.TrueAsync("some are done", async () =>
            (await database.ReceiptsAsync()).Count > 5);

        await server.KillAsync();
        await server.StartAgainAsync();
        database.Source.Clear();

        await Until.TrueAsync("all are done", async () => await database.JobsAsync() == 0);
        Assert.Equal(Enumerable.Range(1, 40), await database.ReceiptsAsync());
        Assert.False(app.HasExited, app.Log);
    }

    private const string Lease = "Worker:Lease=00:00:02";

    private static async Task<bool> Calls(MailProvider mails, int count)
    {
        await Task.Yield();
        return mails.CallsByKey.Values.Sum() == count;
    }
}
