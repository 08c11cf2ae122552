using Npgsql;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>One PostgreSQL for all tests; each test has a database of its own.</summary>
public sealed class Postgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class RealPostgres : ICollectionFixture<Postgres>
{
    public const string Name = "postgres";
}

public sealed class Database : IAsyncDisposable
{
    private Database(string connection)
    {
        Connection = connection;
        Source = NpgsqlDataSource.Create(connection);
    }

    public string Connection { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>With the account "alice" of the caller "shop", and "bob" of the caller "other".</summary>
    public static async Task<Database> CreateAsync(PostgresServer server)
    {
        var database = new Database(await server.CreateDatabaseAsync());
        await database.RunAsync(Schema.Sql + """
            INSERT INTO account VALUES ('alice', 'shop', 1000000), ('bob', 'other', 1000000);
            CREATE FUNCTION wait_at_door() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(1); RETURN NEW; END $$;
            """);
        return database;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> PaymentsAsync() => ReadAsync<long>("SELECT count(*) FROM payment");

    public Task<long> BalanceAsync(string account = "alice") =>
        ReadAsync<long>($"SELECT balance FROM account WHERE id = '{account}'");

    public Task<long> KeysAsync(string condition = "true") =>
        ReadAsync<long>($"SELECT count(*) FROM idempotency_key WHERE {condition}");

    public Task<long> WaitingForLocksAsync() => ReadAsync<long>("""
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
        """);

    /// <summary>Inserts into the table wait until the returned door is opened (disposed).</summary>
    public async Task<IAsyncDisposable> CloseDoorAsync(string table)
    {
        await RunAsync($"""
            CREATE TRIGGER wait_at_door BEFORE INSERT ON {table}
            FOR EACH ROW EXECUTE FUNCTION wait_at_door()
            """);
        var connection = await Source.OpenConnectionAsync();
        await using var close = new NpgsqlCommand("SELECT pg_advisory_lock(1)", connection);
        await close.ExecuteNonQueryAsync();
        return new Door(connection);
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private sealed class Door(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            await using (var open = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection))
                await open.ExecuteNonQueryAsync();
        }
    }
}

public static class Until
{
    // Less than Npgsql's default command timeout, which ends a request that nobody has canceled.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>Polls until the condition holds; a failure says what was waited for.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> condition)
    {
        var end = DateTime.UtcNow + Patience;
        while (!await condition())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail($"still not so after waiting: {what}");
            await Task.Delay(20);
        }
    }
}
