using Microsoft.EntityFrameworkCore;
using Npgsql;
using Offprint.Servers;

namespace Shipping.Tests;

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

    public async Task<Func<T>> CreateAsync<T>(Func<DbContextOptions<T>, T> context,
        Action<DbContextOptionsBuilder<T>>? configure = null) where T : DbContext
    {
        var builder = new DbContextOptionsBuilder<T>().UseNpgsql(await CreateEmptyAsync());
        configure?.Invoke(builder);
        var options = builder.Options;
        await using var first = context(options);
        await first.Database.EnsureCreatedAsync();
        return () => context(options);
    }
}

[CollectionDefinition(Name)]
public sealed class DatabaseTests : ICollectionFixture<Database>
{
    public const string Name = "database";
}
