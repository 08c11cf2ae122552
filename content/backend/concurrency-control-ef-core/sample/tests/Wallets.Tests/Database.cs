using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using Offprint.Servers;
using Wallets.Optimistic;

namespace Wallets.Tests;

/// <summary>One PostgreSQL for all tests, a database of its own for each.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private PostgresServer? server;

    public string Version => server!.Version;

    public async Task InitializeAsync() => server = await PostgresServer.StartAsync();

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
            await server.DisposeAsync();
    }

    public async Task<Database<WalletContext>> CreateAsync() =>
        await CreateAsync(options => new WalletContext(options));

    public async Task<Database<T>> CreateAsync<T>(Func<DbContextOptions, T> context)
        where T : WalletContext
    {
        NpgsqlConnection.ClearAllPools(); // the connections of the tests before
        var database = new Database<T>(await server!.CreateDatabaseAsync(), context);
        await using var first = database.Open();
        await first.Database.EnsureCreatedAsync();
        if (first is TriggerContext)
            await first.Database.ExecuteSqlRawAsync(TriggerContext.Trigger);
        return database;
    }
}

[CollectionDefinition(Name)]
public sealed class RealPostgres : ICollectionFixture<Postgres>
{
    public const string Name = "postgres";
}

public sealed class Database<T>(string connection, Func<DbContextOptions, T> context)
    where T : WalletContext
{
    public string Connection => connection;

    /// <summary>A context with the sample's execution strategy.</summary>
    public T Open() => context(Options());

    /// <summary>Contexts with other settings: no strategy unless these name one.</summary>
    public Func<T> With(Action<DbContextOptionsBuilder> configure,
        Action<NpgsqlDbContextOptionsBuilder>? npgsql = null)
    {
        var builder = new DbContextOptionsBuilder().UseNpgsql(connection, npgsql);
        configure(builder);
        var options = builder.Options;
        return () => context(options);
    }

    /// <summary>Contexts whose first saves wait until all have read.</summary>
    public Func<T> Gated(Gate gate) => With(
        options => options.AddInterceptors(gate), npgsql => npgsql.UseContention());

    public async Task AddAsync(int wallets, decimal balance, long owner = 1)
    {
        await using var adding = Open();
        for (var id = 1; id <= wallets; id++)
            adding.Add(new Wallet(id, owner, balance));
        await adding.SaveChangesAsync();
        await adding.Database.ExecuteSqlRawAsync("ANALYZE wallets");
    }

    public async Task<decimal> BalanceAsync(long id = 1)
    {
        await using var reading = Open();
        return await reading.Wallets.Where(w => w.Id == id).Select(w => w.Balance).SingleAsync();
    }

    public async Task<decimal> PaidAsync()
    {
        await using var reading = Open();
        return await reading.Payments.SumAsync(p => p.Amount);
    }

    public async Task<Session> BeginAsync()
    {
        var session = await Session.OpenAsync(connection);
        await session.RunAsync("BEGIN");
        return session;
    }

    private DbContextOptions Options() =>
        options ??= new DbContextOptionsBuilder()
            .UseNpgsql(connection, npgsql => npgsql.UseContention()).Options;

    private DbContextOptions? options;
}

public static class Strategies
{
    public static void UseContention(this NpgsqlDbContextOptionsBuilder npgsql) =>
        npgsql.ExecutionStrategy(dependencies => new ContentionStrategy(dependencies));
}

/// <summary>A connection for plain SQL. It waits at most half a second for a lock.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;

    private Session(NpgsqlConnection connection) => this.connection = connection;

    public int ProcessId => connection.ProcessID;

    public static async Task<Session> OpenAsync(string connectionString, string lockTimeout = "500ms")
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var session = new Session(connection);
        await session.RunAsync($"SET lock_timeout = '{lockTimeout}'");
        return session;
    }

    public async Task<int> RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<TValue> ReadAsync<TValue>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (TValue)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The SQLSTATE that the statement fails with, or null.</summary>
    public async Task<string?> FailureAsync(string sql)
    {
        try
        {
            await RunAsync(sql);
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
    }

    /// <summary>Waits until the server reports that the process waits for a lock.</summary>
    public async Task UntilWaitingAsync(int processId)
    {
        var end = DateTime.UtcNow.AddSeconds(60);
        while (!await ReadAsync<bool>($"SELECT cardinality(pg_blocking_pids({processId})) > 0"))
        {
            Assert.True(DateTime.UtcNow < end, $"process {processId} does not wait for a lock");
            await Task.Delay(10);
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
