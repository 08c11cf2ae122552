using Npgsql;
using Offprint.Servers;

namespace Bestsellers.Tests;

/// <summary>One PostgreSQL for all tests, which counts its queries; each test has a database of its own.</summary>
public sealed class Postgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await PostgresServer.StartAsync(new Dictionary<string, string>
        {
            ["shared_preload_libraries"] = "pg_stat_statements",
            ["max_connections"] = "300",
        });
        await Server.RunSqlAsync("CREATE EXTENSION pg_stat_statements");
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class RealPostgres : ICollectionFixture<Postgres>
{
    public const string Name = "postgres";
}

public sealed class Database : IAsyncDisposable
{
    public const int Categories = 20, Products = 2_000;

    private readonly PostgresServer server;

    private Database(PostgresServer server, string connection)
    {
        this.server = server;
        Connection = connection;
        Source = NpgsqlDataSource.Create(connection);
        Name = new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    public string Connection { get; }

    public string Name { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>Product n is in category n % 20 and costs 10.00; product 0 sells best.</summary>
    public static async Task<Database> CreateAsync(PostgresServer server, int orderLines = 4_000)
    {
        var database = new Database(server, await server.CreateDatabaseAsync());
        await database.RunAsync(Schema.Sql + $"""
            INSERT INTO product SELECT n, n % {Categories}, 'Product ' || n, 10
                FROM generate_series(0, {Products - 1}) n;
            INSERT INTO order_line SELECT n % {Products}, CASE n % {Products} WHEN 0 THEN 9 ELSE 1 + n % 7 END
                FROM generate_series(0, {orderLines - 1}) n;
            """);
        await database.RunAsync("VACUUM ANALYZE product, order_line");
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

    /// <summary>How often the server has run the bestseller query to its end, by its own count.</summary>
    public async Task<int> QueriesAsync() => int.Parse(await server.RunSqlAsync($"""
        SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = '{Name}')
            AND query LIKE '%sum(l.quantity)%' AND query LIKE 'SELECT%'
        """));

    public Task<long> WaitingQueriesAsync() => ReadAsync<long>("""
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%sum(l.quantity)%'
        """);

    /// <summary>The writer of a test, which tells no cache.</summary>
    public Task SetPricesAsync(decimal price) =>
        RunAsync($"UPDATE product SET price = {price.ToString(System.Globalization.CultureInfo.InvariantCulture)}");

    /// <summary>The bestseller query waits, as during ALTER TABLE, until the returned door is disposed.</summary>
    public async Task<IAsyncDisposable> CloseDoorAsync()
    {
        var connection = await Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var close = new NpgsqlCommand("LOCK TABLE order_line IN ACCESS EXCLUSIVE MODE", connection);
        await close.ExecuteNonQueryAsync();
        return new Door(connection, transaction);
    }

    /// <summary>The server refuses connections to this database and ends those that there are.</summary>
    public Task TakeDownAsync() => server.RunSqlAsync($"""
        ALTER DATABASE {Name} ALLOW_CONNECTIONS false;
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}';
        """);

    public Task BringUpAsync() => server.RunSqlAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS true");

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private sealed class Door(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            await using (transaction)
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
