using Microsoft.EntityFrameworkCore;
using Npgsql;
using Offprint.Servers;

namespace Rooms.Tests;

/// <summary>The server of this test run.</summary>
public static class Postgres
{
    private static readonly Lazy<Task<TestDatabases>> Shared = new(async () =>
        await TestDatabases.CreateAsync(
            await FindAsync(Environment.GetEnvironmentVariable)));

    /// <summary>Started by the first test that asks, for all classes.</summary>
    public static Task<TestDatabases> SharedAsync() => Shared.Value;

    #region server
    /// <summary>Nothing here has to survive a crash, so nothing waits for the disk.</summary>
    public static readonly Dictionary<string, string> Settings = new()
    {
        ["fsync"] = "off", ["synchronous_commit"] = "off", ["full_page_writes"] = "off",
    };

    /// <summary>The server that is given, or one of our own.</summary>
    public static async Task<string> FindAsync(Func<string, string?> variable)
    {
        if (variable("TEST_POSTGRES") is { Length: > 0 } given)
            return given; // CI: a service container, or one from Testcontainers
        var server = await PostgresServer.StartAsync(Settings); // initdb and postgres, no container
        return server.ConnectionString();
    }
    #endregion
}

/// <summary>Copies of one migrated template database, a copy for whoever asks.</summary>
public sealed class TestDatabases
{
    private readonly string server;
    private readonly string run = $"{Guid.NewGuid():N}"[..8]; // the server may be shared with other runs
    private int copies;

    private TestDatabases(string server) => this.server = server;

    public string Template => $"template_{run}";

    #region template
    public static async Task<TestDatabases> CreateAsync(string server)
    {
        var databases = new TestDatabases(server);
        await databases.RunAsync($"CREATE DATABASE {databases.Template}");
        var options = new DbContextOptionsBuilder<RoomsContext>()
            .UseNpgsql(databases.Connection(databases.Template, pooling: false)).Options;
        await using (var context = new RoomsContext(options))
            await context.Database.MigrateAsync();
        await databases.RunAsync($"ALTER DATABASE {databases.Template} WITH ALLOW_CONNECTIONS false");
        return databases;
    }

    public async Task<TestDatabase> CopyAsync()
    {
        var name = $"test_{run}_{Interlocked.Increment(ref copies)}";
        await RunAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
        return new TestDatabase(Connection(name), () => RunAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }
    #endregion

    public string Connection(string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = pooling }.ConnectionString;

    /// <summary>In the database postgres, on a connection that is closed at the end.</summary>
    public Task RunAsync(string sql) => RunInAsync("postgres", sql);

    public async Task RunInAsync(string database, string sql)
    {
        await using var session = await Session.OpenAsync(Connection(database, pooling: false));
        await session.RunAsync(sql);
    }
}

#region copy
public sealed class TestDatabase(string connection, Func<Task> drop) : IAsyncDisposable
{
    public string Connection => connection;

    public async ValueTask DisposeAsync()
    {
        await using (var any = new NpgsqlConnection(connection))
            NpgsqlConnection.ClearPool(any); // each database has a pool of its own
        await drop();
    }
}
#endregion

/// <summary>A connection of the test's own.</summary>
public sealed class Session : IAsyncDisposable
{
    private Session(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public static async Task<Session> OpenAsync(string connection)
    {
        var session = new Session(new NpgsqlConnection(connection));
        try
        {
            await session.Connection.OpenAsync();
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
