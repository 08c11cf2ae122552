using Offprint.Servers;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Tracing.Tests;

/// <summary>One PostgreSQL for all tests; each shop has its own databases and its own NATS.</summary>
public sealed class RealServers : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public async Task InitializeAsync() => Postgres = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Postgres.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class Servers : ICollectionFixture<RealServers>
{
    public const string Name = "servers";
}
