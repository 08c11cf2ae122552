using Npgsql;
using Offprint.Servers;
using Upstream;

// Figures and deadlines: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Shop.Tests;

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

    public static async Task<Database> CreateAsync(PostgresServer server)
    {
        var database = new Database(await server.CreateDatabaseAsync());
        await using var command = database.Source.CreateCommand(Schema.Sql);
        await command.ExecuteNonQueryAsync();
        return database;
    }

    public async Task<long> PaymentsAsync()
    {
        await using var command = Source.CreateCommand("SELECT count(*) FROM payment");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>An exclusive lock, as a migration takes it, until the returned value is disposed.</summary>
    public async Task<IAsyncDisposable> LockAsync(string table)
    {
        var connection = await Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", connection, transaction);
        await command.ExecuteNonQueryAsync();
        return new TableLock(connection, transaction);
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private sealed class TableLock(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
                await transaction.RollbackAsync();
        }
    }
}

public static class Until
{
    /// <summary>Polls until the condition holds; a failure says what was waited for.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> condition)
    {
        var end = DateTime.UtcNow + TimeSpan.FromSeconds(60);
        while (!await condition())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail($"still not so after waiting: {what}");
            await Task.Delay(20);
        }
    }
}
