using Offprint.Servers;

namespace Payments.Tests;

/// <summary>One PostgreSQL for all tests; its settings are the defaults.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private readonly Lazy<Task<DeepTable>> deep;

    public Postgres() => deep = new(() => DeepTable.CreateAsync(Server));

    public PostgresServer Server { get; private set; } = null!;

    /// <summary>The table of 100,000 pages, filled for the first test that asks for it.</summary>
    public Task<DeepTable> DeepAsync() => deep.Value;

    public Task<Database> DatabaseAsync() => Database.CreateAsync(Server);

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (deep.IsValueCreated)
            await (await deep.Value).Database.DisposeAsync();
        await Server.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class RealPostgres : ICollectionFixture<Postgres>
{
    public const string Name = "postgres";
}
