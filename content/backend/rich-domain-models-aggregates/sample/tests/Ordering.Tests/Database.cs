using Microsoft.EntityFrameworkCore;
using Npgsql;
using Offprint.Servers;
using Ordering.Persistence;

namespace Ordering.Tests;

/// <summary>One PostgreSQL for all tests, an empty database with the tables for each.</summary>
public sealed class Database : IAsyncLifetime
{
    private PostgresServer? server;

    public string ServerVersion => server!.Version;

    public async Task InitializeAsync() => server = await PostgresServer.StartAsync();

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
            await server.DisposeAsync();
    }

    public async Task<Func<T>> CreateAsync<T>(Func<DbContextOptions, T> context)
        where T : OrderingContext
    {
        var connection = await server!.CreateDatabaseAsync();
        var options = new DbContextOptionsBuilder<T>().UseNpgsql(connection).Options;
        await using var first = context(options);
        await first.Database.EnsureCreatedAsync();
        return () => context(options);
    }

    public Task<Func<OrderingContext>> CreateAsync() =>
        CreateAsync(options => new OrderingContext(options));
}

[CollectionDefinition(Name)]
public sealed class DatabaseTests : ICollectionFixture<Database>
{
    public const string Name = "database";
}
