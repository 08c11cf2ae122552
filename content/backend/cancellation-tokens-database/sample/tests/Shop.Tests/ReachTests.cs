using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Shop.Tests;

/// <summary>Which calls take the token as far as PostgreSQL, and what is left behind there.</summary>
[Collection(RealPostgres.Name)]
public sealed class ReachTests(Postgres postgres)
{
    // A trillion rows. The subqueries hide it from the planner, which would otherwise compile the
    // plan first (JIT), and that cannot be interrupted.
    private const string Compute =
        "SELECT count(*) FROM generate_series(1, (SELECT 1000000)) a, generate_series(1, (SELECT 1000000)) b";

    private static readonly Dictionary<string, Func<ShopContext, NpgsqlConnection, CancellationToken, Task>> Calls = new()
    {
        ["EF Core ToListAsync"] = (db, _, token) => db.Sales.ToListAsync(token),
        ["EF Core SumAsync"] = (db, _, token) => db.Sales.SumAsync(s => s.Amount, token),
        ["EF Core AsAsyncEnumerable"] = async (db, _, token) =>
        {
            await foreach (var sale in db.Sales.AsAsyncEnumerable().WithCancellation(token))
                Assert.NotNull(sale);
        },
        ["EF Core SqlQuery"] = (db, _, token) =>
            db.Database.SqlQuery<int>($"SELECT id FROM sale").ToListAsync(token),
        ["EF Core ExecuteUpdateAsync"] = (db, _, token) => db.Orders
            .Where(o => db.Sales.Sum(s => s.Amount) < 0)
            .ExecuteUpdateAsync(o => o.SetProperty(p => p.ChargeId, "none"), token),
        ["Npgsql ExecuteReaderAsync"] = async (_, connection, token) =>
        {
            await using var command = new NpgsqlCommand("SELECT * FROM sale", connection);
            await using var reader = await command.ExecuteReaderAsync(token);
            while (await reader.ReadAsync(token)) { }
        },
        ["Npgsql, computing"] = async (_, connection, token) =>
        {
            await using var command = new NpgsqlCommand(Compute, connection);
            await command.ExecuteScalarAsync(token);
        },
        ["Dapper CommandDefinition"] = (_, connection, token) =>
            connection.QueryAsync<int>(new CommandDefinition("SELECT id FROM sale", cancellationToken: token)),
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_token_passed_to_the_call_cancels_the_statement_in_PostgreSQL(string call)
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var db = Open(database);
        await using var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync();
        using var cancel = new CancellationTokenSource();
        var running = Calls[call](db, connection, cancel.Token);
        await database.UntilSlowAsync();

        await cancel.CancelAsync();

        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal("57014", Assert.IsType<PostgresException>(canceled.InnerException).SqlState);
        await database.UntilGoneAsync();
    }

    [Fact]
    public async Task Dappers_short_overload_has_no_token_and_works_on()
    {
        await using var database = await Database.CreateAsync(postgres.Server, seconds: 3);
        await using var connection = new NpgsqlConnection(database.Connection);
        var running = connection.QueryAsync<int>("SELECT id FROM sale");
        await database.UntilSlowAsync();

        Assert.Equal(3, (await running).Count());
        Assert.DoesNotContain(
            typeof(SqlMapper).GetMethods().Where(m => m.Name == nameof(SqlMapper.QueryAsync)),
            method => method.GetParameters().Any(p => p.ParameterType == typeof(CancellationToken)));
    }

    [Fact]
    public async Task The_connection_survives_and_the_next_query_uses_it()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var source = NpgsqlDataSource.Create($"{database.Connection};Maximum Pool Size=1");
        var before = await BackendAsync(source);
        using var cancel = new CancellationTokenSource();
        await using (var command = source.CreateCommand("SELECT sum(amount) FROM sale"))
        {
            var running = command.ExecuteReaderAsync(cancel.Token);
            await database.UntilSlowAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        Assert.Equal(before, await BackendAsync(source));
        Assert.Equal("idle", await database.ReadAsync<string>(
            $"SELECT state FROM pg_stat_activity WHERE pid = {before}"));
    }

    [Fact]
    public async Task A_request_that_waits_for_a_row_lock_gives_up_its_place()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var holder = Open(database);
        await using var held = await holder.Database.BeginTransactionAsync();
        await holder.Database.ExecuteSqlAsync($"UPDATE customer_order SET amount = 41 WHERE id = 1");
        await using var db = Open(database);
        using var cancel = new CancellationTokenSource();
        var waiting = db.Orders.Where(o => o.Id == 1)
            .ExecuteUpdateAsync(o => o.SetProperty(p => p.Amount, 42), cancel.Token);
        await Until.TrueAsync("it waits for the lock", async () => 1 == await database.ReadAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"));

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await held.CommitAsync();

        Assert.Equal(41m, await database.ReadAsync<decimal>("SELECT amount FROM customer_order WHERE id = 1"));
    }

    [Fact]
    public async Task A_request_that_waits_for_a_connection_of_the_pool_leaves_the_queue()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var source = NpgsqlDataSource.Create(
            $"{database.Connection};Maximum Pool Size=1;Timeout=60");
        await using var only = await source.OpenConnectionAsync();
        using var cancel = new CancellationTokenSource();
        var waiting = source.OpenConnectionAsync(cancel.Token).AsTask();
        await Task.Delay(200);
        Assert.False(waiting.IsCompleted);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => waiting.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_transaction_canceled_half_way_leaves_nothing()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        using var cancel = new CancellationTokenSource();
        async Task WorkAsync(CancellationToken token)
        {
            await using var db = Open(database);
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            db.Outbox.Add(new OutboxMessage { Text = "first half" });
            await db.SaveChangesAsync(token);
            await db.Sales.ToListAsync(token);
            await transaction.CommitAsync(token);
        }
        var running = WorkAsync(cancel.Token);
        await database.UntilSlowAsync();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(0, await database.CountAsync("outbox"));
        Assert.Equal(0, await database.ReadAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%' AND datname = current_database()"));
    }

    private static ShopContext Open(Database database) =>
        new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(database.Connection).Options);

    private static async Task<int> BackendAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT pg_backend_pid()");
        return (int)(await command.ExecuteScalarAsync())!;
    }
}
