using Backends;
using Microsoft.AspNetCore.Builder;
using NATS.Client.Core;
using Offprint.Servers;
using StackExchange.Redis;

namespace Answers.Tests;

[CollectionDefinition(Name)]
public sealed class RealServers : ICollectionFixture<Fixture>
{
    public const string Name = "real servers";
}

public sealed class Fixture : IAsyncLifetime
{
    public const int Passages = 10_000;

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
    private readonly Fixture fixture;
    private readonly NatsConnection serving, asking;
    private readonly WebApplication http;
    private readonly HttpClient client;

    private Stage(
        Fixture fixture, Services services, WebApplication http, NatsBackends nats,
        NatsConnection serving, string prefix)
    {
        this.fixture = fixture;
        this.http = http;
        this.serving = serving;
        Services = services;
        Nats = nats;
        Prefix = prefix;
        asking = new NatsConnection(new NatsOpts { Url = fixture.NatsServer.Url });
        client = new HttpClient { BaseAddress = new Uri(http.Urls.First()) };
    }

    public Services Services { get; }

    public NatsBackends Nats { get; }

    public string Prefix { get; }

    public HttpClient Http => client;

    public static async Task<Stage> OpenAsync(
        Fixture fixture, ServiceTimes times, params string[] without)
    {
        var services = new Services(times, fixture.Vectors);
        var prefix = $"test.{Guid.NewGuid():N}";
        var serving = new NatsConnection(new NatsOpts { Url = fixture.NatsServer.Url });
        return new Stage(
            fixture, services,
            await HttpBackends.StartAsync(services, fixture.Index, times),
            await NatsBackends.StartAsync(services, serving, prefix, without),
            serving, prefix);
    }

    public VectorSearch Search(SearchParams parameters) => new(client, "passages", parameters);

    public VectorSearch ExactSearch => Search(new SearchParams(exact: true));

    public NatsBackend Ask(TimeSpan deadline) => new(asking, Prefix, _ => deadline);

    /// <summary>Patience for what a page cannot do without, and little for the rest.</summary>
    public NatsBackend Ask(TimeSpan required, TimeSpan optional) => new(
        asking, Prefix, service => service is "permissions" or "embedding" ? required : optional);

    /// <summary>A node's cache of its own over the shared Redis.</summary>
    public CachedBackend Cached(IBackend backend, string region = "") => new(
        backend,
        new StampedeCache(
            fixture.Redis.GetDatabase().WithPrefix($"{Prefix}:{region}:"),
            lockLife: TimeSpan.FromSeconds(2)),
        new Dictionary<string, TimeSpan>
        {
            ["profile"] = TimeSpan.FromMinutes(1),
            ["embedding"] = TimeSpan.FromHours(1),
            ["passage"] = TimeSpan.FromMinutes(10),
            ["related"] = TimeSpan.FromMinutes(1),
        });

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await http.DisposeAsync();
        await Nats.DisposeAsync();
        await asking.DisposeAsync();
        await serving.DisposeAsync();
    }
}

public static class Redis
{
    public static IDatabase WithPrefix(this IDatabase database, string prefix) =>
        StackExchange.Redis.KeyspaceIsolation.DatabaseExtensions.WithKeyPrefix(
            database, prefix);
}
