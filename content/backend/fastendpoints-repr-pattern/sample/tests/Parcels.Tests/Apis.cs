extern alias ControllersAfter;
extern alias ControllersBefore;
extern alias EndpointsAfter;
extern alias EndpointsBefore;
extern alias MinimalAfter;
extern alias MinimalBefore;
using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Npgsql;
using Offprint.Servers;

namespace Parcels.Tests;

/// <summary>One API in this process, called through its whole pipeline.</summary>
public sealed class Api(IAsyncDisposable factory, TestServer? server, HttpClient http) : IAsyncDisposable
{
    public const string Shop = "shop-token", Other = "other-token";

    /// <summary>Sends no token.</summary>
    public HttpClient Http { get; } = http;

    public TestServer Server => server ?? throw new InvalidOperationException("It runs on Kestrel.");

    /// <param name="onKestrel">On a port of its own, in place of the in-memory test server.</param>
    public static Api Start(string style, string version, string connection,
        Action<IWebHostBuilder>? configure = null, bool onKestrel = false) => (style, version) switch
    {
        ("controllers", "before") => Of<ControllersBefore::Program>(connection, configure, onKestrel),
        ("controllers", "after") => Of<ControllersAfter::Program>(connection, configure, onKestrel),
        ("endpoints", "before") => Of<EndpointsBefore::Program>(connection, configure, onKestrel),
        ("endpoints", "after") => Of<EndpointsAfter::Program>(connection, configure, onKestrel),
        ("minimal", "before") => Of<MinimalBefore::Program>(connection, configure, onKestrel),
        ("minimal", "after") => Of<MinimalAfter::Program>(connection, configure, onKestrel),
        _ => throw new ArgumentException($"There is no API {style} {version}."),
    };

    private static Api Of<TProgram>(string connection, Action<IWebHostBuilder>? configure, bool onKestrel)
        where TProgram : class
    {
        var factory = new Factory<TProgram>(host =>
        {
            host.UseContentRoot(AppContext.BaseDirectory);
            host.UseEnvironment("Production");
            host.UseSetting("ConnectionStrings:Parcels", connection);
            host.UseSetting("Tracking:Prefix", "PX");
            host.UseSetting("Callers:shop", Shop);
            host.UseSetting("Callers:other", Other);
            host.UseSetting("Logging:LogLevel:Default", "None");
            configure?.Invoke(host);
        });
        if (!onKestrel)
            return new(factory, factory.Server, factory.CreateClient());
        factory.UseKestrel(0);
        factory.StartServer();
        return new(factory, null, factory.CreateClient());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await factory.DisposeAsync();
    }

    // A class of its own: a factory from WithWebHostBuilder forgets the port of UseKestrel.
    private sealed class Factory<TProgram>(Action<IWebHostBuilder> configure)
        : WebApplicationFactory<TProgram> where TProgram : class
    {
        protected override void ConfigureWebHost(IWebHostBuilder host) => configure(host);
    }
}

/// <summary>One PostgreSQL, and the six APIs on one database.</summary>
public sealed class Apis : IAsyncLifetime
{
    public static readonly string[] Styles = ["controllers", "endpoints", "minimal"];

    private readonly ConcurrentDictionary<(string, string), Api> shared = new();
    private readonly ConcurrentBag<Api> started = [];
    private NpgsqlDataSource? source;
    private PostgresServer? postgres;

    public string Connection { get; private set; } = "";

    public NpgsqlDataSource Source => source!;

    public string PostgresVersion => postgres!.Version;

    public static TheoryData<string> AllStyles => [.. Styles];

    public static TheoryData<string, string> AllApis
    {
        get
        {
            var apis = new TheoryData<string, string>();
            foreach (var style in Styles)
            {
                apis.Add(style, "before");
                apis.Add(style, "after");
            }
            return apis;
        }
    }

    public Api this[string style, string version = "after"] =>
        shared.GetOrAdd((style, version), _ => Start(style, version));

    /// <summary>
    /// Ends with all tests and no sooner: FastEndpoints resolves from the app that was started
    /// last, and would from one that is gone.
    /// </summary>
    public Api Start(string style, string version = "after",
        Action<IWebHostBuilder>? configure = null, bool onKestrel = false)
    {
        var api = Api.Start(style, version, Connection, configure, onKestrel);
        started.Add(api);
        return api;
    }

    public async Task InitializeAsync()
    {
        postgres = await PostgresServer.StartAsync();
        Connection = await postgres.CreateDatabaseAsync();
        source = NpgsqlDataSource.Create(Connection);
        await SqlAsync(PostgresParcels.Schema);
        // FastEndpoints takes its configuration from the first app in a process: this one.
        _ = this["endpoints"];
    }

    public async Task DisposeAsync()
    {
        foreach (var api in started)
            await api.DisposeAsync();
        if (source is not null)
            await source.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    public async Task SqlAsync(string sql)
    {
        await using var command = source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> ReadAsync<T>(string sql)
    {
        await using var command = source!.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }
}

[CollectionDefinition(Name)]
public sealed class AllTests : ICollectionFixture<Apis>
{
    public const string Name = "apis";
}
