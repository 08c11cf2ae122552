using Npgsql;

namespace Shop.Tests;

/// <summary>A commit is the one statement whose cancellation leaves you without knowledge.</summary>
[Collection(RealPostgres.Name)]
public sealed class CommitTests(Postgres postgres)
{
    [Fact]
    public async Task A_commit_reported_as_canceled_may_have_happened()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var proxy = new Proxy(postgres.Server.Port);
        await using var source = Through(proxy, database);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await InsertAsync(connection);
        using var cancel = new CancellationTokenSource();
        proxy.HoldAnswers();
        var commit = transaction.CommitAsync(cancel.Token);
        await Until.TrueAsync("the server has committed", async () => await database.CountAsync("outbox") == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => commit.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task A_token_canceled_before_the_commit_rolls_back_what_was_saved()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var source = NpgsqlDataSource.Create(database.Connection);
        using var cancel = new CancellationTokenSource();
        await using (var connection = await source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await InsertAsync(connection);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => transaction.CommitAsync(cancel.Token));
        }

        Assert.Equal(0, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task If_the_cancel_request_gets_no_answer_Npgsql_gives_the_connection_up_after_two_seconds()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var proxy = new Proxy(postgres.Server.Port);
        await using var source = Through(proxy, database);
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("SELECT sum(amount) FROM sale", connection) { CommandTimeout = 0 };
        using var cancel = new CancellationTokenSource();
        var running = command.ExecuteReaderAsync(cancel.Token);
        await database.UntilSlowAsync();
        proxy.HoldAnswers();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1.8, 20);
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
        Assert.Equal(2, proxy.Connections); // the cancel request came over one of its own
        await database.UntilGoneAsync();
    }

    private static NpgsqlDataSource Through(Proxy proxy, Database database) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(database.Connection) { Port = proxy.Port }.ConnectionString);

    private static async Task InsertAsync(NpgsqlConnection connection)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO outbox (text) VALUES ('paid')", connection);
        await insert.ExecuteNonQueryAsync();
    }
}
