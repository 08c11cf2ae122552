using System.Diagnostics;
using NATS.Client.Core;
using Npgsql;
using Offprint.Servers;
using StackExchange.Redis;

namespace Catalog.Tests;

[CollectionDefinition(Name)]
public sealed class RealServers : ICollectionFixture<Fixture>
{
    public const string Name = "real servers";
}

public sealed class Fixture : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public NatsServer Nats { get; private set; } = null!;

    public ConnectionMultiplexer RedisConnection { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync();
        Redis = await RedisServer.StartAsync();
        Nats = await NatsServer.StartAsync();
        RedisConnection = await ConnectionMultiplexer.ConnectAsync(Redis.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await RedisConnection.DisposeAsync();
        await Nats.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}

/// <summary>A database, a subject and a writer of its own for one test.</summary>
public sealed class Shop : IAsyncDisposable
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Fixture servers;
    private readonly NatsConnection nats;
    private readonly List<IAsyncDisposable> opened = [];

    private Shop(Fixture servers, NpgsqlDataSource database)
    {
        this.servers = servers;
        Database = database;
        Products = new ProductTable(database);
        nats = new NatsConnection(new NatsOpts { Url = servers.Nats.Url });
        Shared = NewShared(Minute);
        Relay = NewRelay(Shared);
        Writer = new PriceWriter(Products, Relay);
    }

    public NpgsqlDataSource Database { get; }

    public ProductTable Products { get; }

    public SharedCache Shared { get; }

    public InvalidationRelay Relay { get; }

    public PriceWriter Writer { get; }

    public NatsConnection Nats => nats;

    public IDatabase Redis => servers.RedisConnection.GetDatabase();

    public string Subject { get; } = $"test.{Guid.NewGuid():N}.catalog.product.changed";

    public static async Task<Shop> OpenAsync(Fixture servers)
    {
        var database = NpgsqlDataSource.Create(await servers.Postgres.CreateDatabaseAsync());
        await using var schema = database.CreateCommand(ProductTable.Schema);
        await schema.ExecuteNonQueryAsync();
        return new Shop(servers, database);
    }

    public async Task<string> AddProductAsync(decimal price = 10)
    {
        var id = Guid.NewGuid().ToString("N");
        await Products.AddAsync(id, price);
        return id;
    }

    public SharedCache NewShared(TimeSpan life, TimeSpan? floorLife = null) =>
        new(Redis, life, floorLife ?? TimeSpan.FromSeconds(30));

    public InvalidationRelay NewRelay(SharedCache shared) =>
        new(Database, shared, nats, Subject);

    /// <summary>A node that hears events through a connection of its own.</summary>
    public async Task<Node> StartNodeAsync(
        IProducts? products = null, Func<NatsOpts, NatsOpts>? options = null,
        TimeSpan? memoryLife = null)
    {
        var own = new NatsOpts
        {
            Url = servers.Nats.Url,
            ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
            ReconnectWaitMax = TimeSpan.FromMilliseconds(50),
        };
        var connection = new NatsConnection(options?.Invoke(own) ?? own);
        var memory = NewMemory(memoryLife ?? Minute);
        var listener = await InvalidationListener.StartAsync(connection, Subject, memory);
        opened.AddRange([connection, listener]);
        return new Node(
            new CatalogNode(memory, Shared, products ?? Products), memory, connection);
    }

    public static NodeMemory NewMemory(TimeSpan life) =>
        new(life, floorLife: TimeSpan.FromSeconds(30), capacity: 10_000);

    public async Task<long> CountUnsentAsync()
    {
        await using var count = Database.CreateCommand("SELECT count(*) FROM invalidation");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in Enumerable.Reverse(opened))
            await one.DisposeAsync();
        await nats.DisposeAsync();
        await Database.DisposeAsync();
    }
}

public sealed record Node(CatalogNode Catalog, NodeMemory Memory, NatsConnection Nats)
{
    public async Task<decimal> PriceAsync(string id) => (await Catalog.GetAsync(id))!.Price;
}

public static class Eventually
{
    public static async Task<TimeSpan> TrueAsync(
        Func<Task<bool>> condition, string what, double seconds = 15)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"not within {seconds} s: {what}");
            await Task.Delay(10);
        }
        return clock.Elapsed;
    }

    public static Task<TimeSpan> TrueAsync(
        Func<bool> condition, string what, double seconds = 15) =>
        TrueAsync(() => Task.FromResult(condition()), what, seconds);
}
