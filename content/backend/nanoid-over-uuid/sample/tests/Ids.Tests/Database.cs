using Npgsql;
using Offprint.Servers;

namespace Ids.Tests;

/// <summary>One PostgreSQL for the tests that do not measure it, a database for each.</summary>
public sealed class Database : IAsyncLifetime
{
    private PostgresServer? server;

    public async Task InitializeAsync() => server = await PostgresServer.StartAsync();

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
            await server.DisposeAsync();
    }

    public Task<string> CreateAsync() => server!.CreateDatabaseAsync();
}

[CollectionDefinition(Name)]
public sealed class DatabaseTests : ICollectionFixture<Database>
{
    public const string Name = "database";
}

internal static class Sql
{
    public static async Task ExecuteAsync(this NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(this NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task<string> ColumnAsync(this NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
