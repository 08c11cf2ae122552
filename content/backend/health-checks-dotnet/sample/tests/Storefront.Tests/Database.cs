using System.Runtime.InteropServices;
using Npgsql;
using Offprint.Servers;

namespace Storefront.Tests;

/// <summary>One PostgreSQL for all tests; each test has a database of its own.</summary>
public sealed class Postgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync(
        new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements" });

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class RealPostgres : ICollectionFixture<Postgres>
{
    public const string Name = "postgres";
}

public static class Database
{
    /// <summary>A database with the shop's tables and ten products; its connection string.</summary>
    public static async Task<string> CreateShopAsync(this PostgresServer server)
    {
        var connection = await server.CreateDatabaseAsync();
        await server.RunSqlAsync(
            Shop.Schema + "INSERT INTO product SELECT i, 'product ' || i FROM generate_series(1, 10) i",
            NameOf(connection));
        return connection;
    }

    public static string NameOf(string connection) =>
        new NpgsqlConnectionStringBuilder(connection).Database!;

    /// <summary>
    /// SIGSTOP to the server and all its processes: connections stay open, new ones are
    /// accepted by the kernel, and nobody answers, as with a stalled VM or disk.
    /// </summary>
    public static IDisposable Freeze(this PostgresServer server)
    {
        const int stop = 19, proceed = 18;
        int[] processes = [server.ProcessId, .. ChildrenOf(server.ProcessId)];
        foreach (var process in processes)
            _ = kill(process, stop);
        return new AtEnd(() =>
        {
            foreach (var process in processes)
                _ = kill(process, proceed);
        });
    }

    private static IEnumerable<int> ChildrenOf(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);

    [DllImport("libc")]
    private static extern int kill(int process, int signal);

    private sealed class AtEnd(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
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

    public static Task TrueAsync(string what, Func<bool> condition, TimeSpan? patience = null) =>
        TrueAsync(what, () => Task.FromResult(condition()), patience);
}
