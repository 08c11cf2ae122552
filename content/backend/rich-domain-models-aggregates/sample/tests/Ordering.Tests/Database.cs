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

    public Task<string> CreateEmptyAsync() => server!.CreateDatabaseAsync();

    public async Task<Func<T>> CreateAsync<T>(Func<DbContextOptions, T> context,
        Action<DbContextOptionsBuilder<T>>? configure = null) where T : OrderingContext
    {
        var connection = await CreateEmptyAsync();
        var builder = new DbContextOptionsBuilder<T>().UseNpgsql(connection);
        await using (var first = context(builder.Options))
            await first.Database.EnsureCreatedAsync();
        configure?.Invoke(builder);
        var options = builder.Options;
        return () => context(options);
    }

    public Task<Func<OrderingContext>> CreateAsync(
        Action<DbContextOptionsBuilder<OrderingContext>>? configure = null) =>
        CreateAsync(options => new OrderingContext(options), configure);
}

[CollectionDefinition(Name)]
public sealed class DatabaseTests : ICollectionFixture<Database>
{
    public const string Name = "database";
}
