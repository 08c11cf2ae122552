using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>A database of its own, with the table and the indexes that the model asks for.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly DbContextOptions<PaymentsContext> options;

    private Database(string connection)
    {
        Connection = connection;
        Source = NpgsqlDataSource.Create(connection);
        options = new DbContextOptionsBuilder<PaymentsContext>()
            .UseNpgsql(Source).AddInterceptors(Log).Options;
    }

    public string Connection { get; }

    public NpgsqlDataSource Source { get; }

    public CommandLog Log { get; } = new();

    public static async Task<Database> CreateAsync(PostgresServer server)
    {
        var database = new Database(await server.CreateDatabaseAsync());
        await using var context = database.Context();
        await context.Database.EnsureCreatedAsync();
        return database;
    }

    public PaymentsContext Context() => new(options);

    public async Task<List<T>> ReadAsync<T>(Func<IQueryable<Payment>, IQueryable<T>> query)
    {
        await using var context = Context();
        return await query(context.Payments).ToListAsync();
    }

    public async Task<Page> PageAsync(
        PageCursor? after = null, PageCursor? before = null, int size = 20, int? account = null)
    {
        await using var context = Context();
        return await new PaymentList(context).ReadAsync(account, after, before, size);
    }

    public async Task<int> RunAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 300;
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// Rows with ids from 1; <paramref name="createdAt"/> and the others are SQL in which i is the
    /// number of the row.
    /// </summary>
    public Task FillAsync(int rows, string createdAt = OneASecond, string account = "1",
        string amount = "i", string settledAt = "null") => RunAsync($"""
            INSERT INTO payment (account_id, created_at, amount, settled_at)
            SELECT {account}, {createdAt}, {amount}, {settledAt} FROM generate_series(1, {rows}) i
            """);

    public const string OneASecond = "timestamptz '2026-01-01 00:00:00Z' + i * interval '1 second'";

    /// <summary>Leaves only the primary key.</summary>
    public async Task DropIndexesAsync()
    {
        foreach (var index in await ScalarAsync<string[]>(
            "SELECT array_agg(indexname::text) FROM pg_indexes "
            + "WHERE tablename = 'payment' AND indexname LIKE 'IX%'"))
            await RunAsync($"DROP INDEX \"{index}\"");
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}

/// <summary>The statements that EF Core sent.</summary>
public sealed class CommandLog : DbCommandInterceptor
{
    public string Last { get; private set; } = "";

    public int Count { get; private set; }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData data, InterceptionResult<DbDataReader> result,
        CancellationToken cancellation = default)
    {
        Last = command.CommandText;
        Count++;
        return new(result);
    }
}
