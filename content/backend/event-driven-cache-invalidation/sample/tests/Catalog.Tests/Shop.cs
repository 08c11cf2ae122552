using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
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
    public static readonly TimeSpan FloorLife = TimeSpan.FromSeconds(30);

    private readonly Fixture servers;
    private readonly NatsConnection nats;
    private readonly List<(InvalidationListener Listener, NatsConnection Nats)> opened = [];

    private Shop(Fixture servers, string databaseUrl)
    {
        DatabaseUrl = databaseUrl;
        var database = NpgsqlDataSource.Create(databaseUrl);
        this.servers = servers;
        Database = database;
        Products = new ProductTable(database);
        nats = new NatsConnection(new NatsOpts { Url = servers.Nats.Url });
        Shared = NewShared(Minute);
        Counter = NewCounter(Redis);
        Relay = NewRelay(Shared);
        Writer = NewWriter(Relay);
    }

    public string DatabaseUrl { get; }

    public NpgsqlDataSource Database { get; }

    public ProductTable Products { get; }

    public SharedCache Shared { get; }

    public InvalidationRelay Relay { get; }

    public EventCounter Counter { get; }

    public ProductWriter Writer { get; }

    public NatsConnection Nats => nats;

    public IDatabase Redis => servers.RedisConnection.GetDatabase();

    public CatalogSettings Settings { get; } = NewSettings(Minute);

    public string Subject => Settings.Subject;

    public static async Task<Shop> OpenAsync(Fixture servers)
    {
        var shop = new Shop(servers, await servers.Postgres.CreateDatabaseAsync());
        await using var schema = shop.Database.CreateCommand(ProductTable.Schema);
        await schema.ExecuteNonQueryAsync();
        return shop;
    }

    /// <summary>With a subject that no other test uses.</summary>
    public static CatalogSettings NewSettings(TimeSpan life, TimeSpan? floorLife = null) => new()
    {
        Subject = $"test.{Guid.NewGuid():N}.catalog.product.changed",
        Life = life,
        FloorLife = floorLife ?? (life < FloorLife ? life : FloorLife),
    };

    public async Task<string> AddProductAsync(decimal price = 10)
    {
        var id = Guid.NewGuid().ToString("N");
        await Products.AddAsync(id, price);
        return id;
    }

    public SharedCache NewShared(TimeSpan life, TimeSpan? floorLife = null) =>
        NewShared(Redis, life, floorLife);

    public static SharedCache NewShared(
        IDatabase redis, TimeSpan life, TimeSpan? floorLife = null) =>
        new(redis, NewSettings(life, floorLife), NullLogger<SharedCache>.Instance);

    public InvalidationRelay NewRelay(
        SharedCache shared, EventCounter? counter = null, INatsConnection? through = null) =>
        new(Database, shared, counter ?? Counter, through ?? nats, Settings);

    public EventCounter NewCounter(IDatabase redis) => new(redis, Settings);

    public ProductWriter NewWriter(InvalidationRelay relay) =>
        new(Products, relay, NullLogger<ProductWriter>.Instance);

    /// <summary>A node that hears events through a connection of its own.</summary>
    public async Task<Node> StartNodeAsync(
        IProducts? products = null, Func<NatsOpts, NatsOpts>? options = null,
        TimeSpan? memoryLife = null, TimeSpan? checkEvery = null, EventCounter? counter = null)
    {
        var own = new NatsOpts
        {
            Url = servers.Nats.Url,
            ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
            ReconnectWaitMax = TimeSpan.FromMilliseconds(50),
        };
        var connection = new NatsConnection(options?.Invoke(own) ?? own);
        var memory = NewMemory(memoryLife ?? Minute);
        var log = new TestLog<InvalidationListener>();
        var listener = new InvalidationListener(
            connection, memory, counter ?? Counter,
            Settings with { CheckEvery = checkEvery ?? Settings.CheckEvery }, log);
        opened.Add((listener, connection));
        await listener.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => memory.Trusted, "the node trusts its memory");
        return new Node(
            new CatalogNode(memory, Shared, products ?? Products), memory, connection, listener,
            log);
    }

    public static NodeMemory NewMemory(TimeSpan life) =>
        new(NewSettings(life));

    public async Task<long> CountUnsentAsync()
    {
        await using var count = Database.CreateCommand("SELECT count(*) FROM invalidation");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public async Task StopNodesAsync()
    {
        foreach (var (listener, connection) in Enumerable.Reverse(opened))
        {
            await listener.StopAsync(CancellationToken.None);
            listener.Dispose();
            await connection.DisposeAsync();
        }
        opened.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopNodesAsync();
        await nats.DisposeAsync();
        await Database.DisposeAsync();
    }
}

public sealed record Node(
    CatalogNode Catalog, NodeMemory Memory, NatsConnection Nats, InvalidationListener Listener,
    TestLog<InvalidationListener> Log)
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
