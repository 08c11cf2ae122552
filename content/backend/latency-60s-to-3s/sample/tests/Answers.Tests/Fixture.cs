using Backends;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using Offprint.Servers;
using Qdrant.Client;
using Qdrant.Client.Grpc;
using StackExchange.Redis;

namespace Answers.Tests;

[CollectionDefinition(Name)]
public sealed class RealServers : ICollectionFixture<Fixture>
{
    public const string Name = "real servers";
}

public sealed class Fixture : IAsyncLifetime
{
    public const int Passages = 20_000;

    public RedisServer RedisServer { get; private set; } = null!;

    public NatsServer NatsServer { get; private set; } = null!;

    public ConnectionMultiplexer Redis { get; private set; } = null!;

    public float[][] Vectors { get; } = Corpus.Vectors(Passages);

    public HnswIndex Index { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        RedisServer = await RedisServer.StartAsync();
        NatsServer = await NatsServer.StartAsync();
        Redis = await ConnectionMultiplexer.ConnectAsync(RedisServer.ConnectionString);
        Index = new HnswIndex(Vectors);
    }

    public async Task DisposeAsync()
    {
        await Redis.DisposeAsync();
        await NatsServer.DisposeAsync();
        await RedisServer.DisposeAsync();
    }
}

/// <summary>The services, once over HTTP and once over NATS, with these times.</summary>
public sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Fixture fixture;
    private readonly NatsConnection serving, asking;
    private readonly HttpBackends http;
    private readonly QdrantClient qdrant;

    private Stage(
        Fixture fixture, Services services, HttpBackends http, NatsBackends nats,
        NatsConnection serving, string prefix)
    {
        this.fixture = fixture;
        this.http = http;
        this.serving = serving;
        Services = services;
        Nats = nats;
        Prefix = prefix;
        asking = new NatsConnection(new NatsOpts { Url = fixture.NatsServer.Url });
        Http = new HttpClient { BaseAddress = http.Services };
        qdrant = new QdrantClient(http.Qdrant);
    }

    public Services Services { get; }

    public NatsBackends Nats { get; }

    public string Prefix { get; }

    public HttpClient Http { get; }

    public QdrantClient Qdrant => qdrant;

    public Endpoints Endpoints => new(
        fixture.NatsServer.Url, fixture.RedisServer.ConnectionString, http.Qdrant, Prefix);

    public NatsBackend Ask => new(asking, Prefix);

    public VectorSearch ExactSearch => Search(new SearchParams { Exact = true });

    public VectorSearch TunedSearch => Search(new SearchParams { HnswEf = 64 });

    public static async Task<Stage> OpenAsync(
        Fixture fixture, ServiceTimes times, params string[] without)
    {
        var services = new Services(times, fixture.Vectors);
        var prefix = $"test.{Guid.NewGuid():N}";
        var serving = new NatsConnection(new NatsOpts { Url = fixture.NatsServer.Url });
        return new Stage(
            fixture, services,
            await HttpBackends.StartAsync(services, fixture.Index, times),
            await NatsBackends.StartAsync(
                services, serving, prefix, NullLogger.Instance, without),
            serving, prefix);
    }

    public ParallelRequests Page(
        IBackend backend, TimeSpan? optional = null, VectorSearch? search = null) => new(
            backend, search ?? TunedSearch, new Deadlines(Patience, optional ?? Patience),
            NullLogger<ParallelRequests>.Instance);

    /// <summary>A node's cache of its own over the shared Redis.</summary>
    public CachedBackend Cached(IBackend backend, string region = "") => new(
        backend,
        new StampedeCache(
            fixture.Redis.GetDatabase().WithPrefix(CachePrefix(region)),
            redisPatience: TimeSpan.FromMilliseconds(50), NullLogger<StampedeCache>.Instance),
        new Dictionary<string, TimeSpan>
        {
            ["profile"] = TimeSpan.FromMinutes(1),
            ["embedding"] = TimeSpan.FromHours(1),
            ["passage"] = TimeSpan.FromMinutes(10),
            ["related"] = TimeSpan.FromMinutes(1),
        });

    public string CachePrefix(string region = "") => $"{Prefix}:{region}:";

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        qdrant.Dispose();
        await http.DisposeAsync();
        await Nats.DisposeAsync();
        await asking.DisposeAsync();
        await serving.DisposeAsync();
    }

    private VectorSearch Search(SearchParams parameters) =>
        new(qdrant, Corpus.Collection, parameters);
}

public static class Redis
{
    public static IDatabase WithPrefix(this IDatabase database, string prefix) =>
        StackExchange.Redis.KeyspaceIsolation.DatabaseExtensions.WithKeyPrefix(
            database, prefix);
}
