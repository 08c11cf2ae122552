using Microsoft.Extensions.Logging.Abstractions;
using Offprint.Servers;
using Payments.Client;

namespace Payments.Tests;

/// <summary>Lost responses, killed processes and duplicates at the same time.</summary>
[Collection(RealPostgres.Name)]
public sealed class LossTests(Postgres postgres)
{
    private const int Duplicates = 20;
    private const string Commit = "COMMIT\0"; // the whole statement: BEGIN says READ COMMITTED

    #region matrix
    [Fact]
    public async Task Only_key_effect_and_response_in_one_transaction_pay_once_in_all_three_cases()
    {
        var none = await MeasureAsync("unsafe/none");
        var lookup = await MeasureAsync("unsafe/lookup");
        var transaction = await MeasureAsync("payments");

        Results.Write("payments.json", new
        {
            PostgresVersion = postgres.Server.Version, Duplicates, none, lookup, transaction,
        });
        Assert.Equal(new Made(2, Duplicates, 2), none);
        Assert.Equal(new Made(1, Duplicates, 2), lookup);
        Assert.Equal(new Made(1, 1, 1), transaction);
    }

    private async Task<Made> MeasureAsync(string path) => new(
        await AfterALostResponseAsync(path), await AtTheSameTimeAsync(path), await AfterAKillAsync(path));
    #endregion

    [Fact]
    public async Task A_process_killed_after_the_commit_leaves_the_response_for_the_retry()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await KillAfterTheCommitAsync(database, "payments");
        Assert.Equal(1, await database.PaymentsAsync());
        await using var second = await App.StartAsync(database);

        using var retry = await second.Http.PayAsync();

        Assert.Equal(201, (int)retry.StatusCode);
        Assert.True(retry.IsReplay());
        Assert.Equal(1_000_000 - 4900, await database.BalanceAsync());
    }

    [Fact]
    public async Task A_process_killed_before_the_commit_leaves_nothing_and_frees_the_key()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var wire = new Wire(postgres.Server.Port);
        await using (var first = await App.StartAsync(database, wire))
        {
            var committing = wire.HoldRequestAsync(Commit);
            var post = first.Http.PayAsync();
            await committing;
            await first.KillAsync();
            await Assert.ThrowsAsync<HttpRequestException>(() => post);
        }
        // The server notices the closed connection and rolls back: no lease has to run out.
        await using var second = await App.StartAsync(database);
        using var retry = await second.Http.PayAsync();

        Assert.Equal(201, (int)retry.StatusCode);
        Assert.False(retry.IsReplay());
        Assert.Equal(1_000_000 - 4900, await database.BalanceAsync());
    }

    [Fact]
    public async Task A_commit_whose_reply_is_lost_is_a_500_and_its_retry_a_replay()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var wire = new Wire(postgres.Server.Port);
        await using var app = await App.StartAsync(database, wire);
        var cut = wire.CutReplyAsync(Commit);

        using var unsure = await app.Http.PayAsync();
        await cut;
        using var retry = await app.Http.PayAsync();

        Assert.Equal(500, (int)unsure.StatusCode);
        Assert.Equal(201, (int)retry.StatusCode);
        Assert.True(retry.IsReplay());
        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task A_client_that_hangs_up_before_the_commit_leaves_the_key_free()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        await using (await database.CloseDoorAsync("payment"))
        {
            using var impatient = App.Client(app.Http.BaseAddress!, "shop-token");
            impatient.Timeout = TimeSpan.FromSeconds(2);
            await Assert.ThrowsAsync<TaskCanceledException>(() => impatient.PayAsync());
            await Until.TrueAsync("the transaction is gone", async () =>
                await database.WaitingForLocksAsync() == 0);
        }

        using var retry = await app.Http.PayAsync();

        Assert.Equal(201, (int)retry.StatusCode);
        Assert.False(retry.IsReplay());
        Assert.Equal(1, await database.PaymentsAsync());
    }

    [Fact]
    public async Task A_client_that_retries_with_one_key_pays_once_however_many_responses_are_lost()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        await using var wire = new Wire(app.Port);
        using var http = App.Client(wire);
        _ = wire.CutReplyAsync("POST", times: 3);
        var client = new PaymentsClient(
            http, NullLogger<PaymentsClient>.Instance, firstDelay: TimeSpan.FromMilliseconds(10));

        using var response = await client.PayAsync(Requests.Key, new("alice", 4900));

        Assert.Equal(201, (int)response.StatusCode);
        Assert.True(response.IsReplay());
        Assert.Equal(1, await database.PaymentsAsync());
    }

    private async Task<long> AfterALostResponseAsync(string path)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        await using var wire = new Wire(app.Port);
        using var http = App.Client(wire);
        var cut = wire.CutReplyAsync("POST");
        await Assert.ThrowsAsync<HttpRequestException>(() => http.PayAsync(path: path));
        await cut;

        using var retry = await http.PayAsync(path: path);

        Assert.Equal(201, (int)retry.StatusCode);
        return await database.PaymentsAsync();
    }

    private async Task<long> AtTheSameTimeAsync(string path)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database, "Idempotency:Wait=00:01:00");
        Task<HttpResponseMessage>[] all;
        await using (await database.CloseDoorAsync("payment"))
        {
            all = [.. Enumerable.Range(0, Duplicates).Select(_ => app.Http.PayAsync(path: path))];
            await Until.TrueAsync("all wait in the database", async () =>
                await database.WaitingForLocksAsync() == Duplicates);
        }
        foreach (var response in await Task.WhenAll(all))
            using (response)
                Assert.Equal(201, (int)response.StatusCode);
        return await database.PaymentsAsync();
    }

    private async Task<long> AfterAKillAsync(string path)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await KillAfterTheCommitAsync(database, path);
        await using var second = await App.StartAsync(database);

        using var retry = await second.Http.PayAsync(path: path);

        Assert.Equal(201, (int)retry.StatusCode);
        return await database.PaymentsAsync();
    }

    /// <summary>PostgreSQL has committed; the process dies before it hears of it.</summary>
    private async Task KillAfterTheCommitAsync(Database database, string path)
    {
        await using var wire = new Wire(postgres.Server.Port);
        await using var app = await App.StartAsync(database, wire);
        var committed = wire.HoldReplyAsync(Commit);
        var post = app.Http.PayAsync(path: path);
        await committed;
        await app.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => post);
    }

    private sealed record Made(long LostResponse, long SameTime, long Killed);
}
