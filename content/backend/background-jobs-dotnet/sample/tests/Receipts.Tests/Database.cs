using Npgsql;
using Offprint.Servers;
using Receipts.Durable;

namespace Receipts.Tests;

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
        await database.RunAsync(JobQueue.Schema + """
            CREATE TABLE customer_order (id integer PRIMARY KEY);
            -- No unique constraint: the queue alone must prevent a second row for an order.
            CREATE TABLE mail_log (order_id integer NOT NULL, at timestamptz DEFAULT now());
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

    /// <summary>The orders in mail_log, each as often as it has a row.</summary>
    public async Task<List<int>> MailLogAsync() => [.. await ReadAsync<int[]>(
        "SELECT coalesce(array_agg(order_id ORDER BY order_id), '{}') FROM mail_log")];

    public Task<long> JobsAsync(string condition = "true") =>
        ReadAsync<long>($"SELECT count(*) FROM job WHERE {condition}");

    public async Task EnqueueAsync(int count, string kind = "receipt")
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        for (var order = 1; order <= count; order++)
            await JobQueue.EnqueueAsync(connection, kind, $"{order}");
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

public static class Until
{
    /// <summary>Polls until the condition holds; a failure says what was waited for.</summary>
    public static async Task TrueAsync(
        string what, Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        var end = DateTime.UtcNow + (patience ?? TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail($"still not so after waiting: {what}");
            await Task.Delay(20);
        }
    }
}
