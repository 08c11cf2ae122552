using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Offprint.Servers;

namespace Bestsellers.Tests;

/// <summary>
/// One instance of the service, without its HTTP front: services as registered, memory and connection
/// to Redis of its own. Several in one process share nothing.
/// </summary>
public sealed class Instance : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Instance(ServiceProvider services, Log log)
    {
        this.services = services;
        Log = log;
    }

    public HybridCache Cache => services.GetRequiredService<HybridCache>();

    public BestsellerPage Page => services.GetRequiredService<BestsellerPage>();

    public MemoryCache Memory => (MemoryCache)services.GetRequiredService<IMemoryCache>();

    public Log Log { get; }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public static Instance Start(
        RedisServer redis, Database database, Action<CacheOptions>? set = null,
        Action<IServiceCollection>? change = null) =>
        Start(redis.ConnectionString, database, set, change);

    public static Instance Start(
        string redis, Database database, Action<CacheOptions>? set = null,
        Action<IServiceCollection>? change = null)
    {
        var options = new CacheOptions { Redis = redis };
        set?.Invoke(options);
        Assert.True(options.IsValid);
        var log = new Log();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton(database.Source)
            .AddBestsellers(options);
        change?.Invoke(services);
        return new(services.BuildServiceProvider(), log);
    }

    /// <summary>The price that this instance shows for category 0.</summary>
    public async Task<decimal> PriceAsync(int category = 0) => (await Page.GetAsync(category)).Items[0].Price;

    public async Task<decimal> GroupedPriceAsync() =>
        (await Get<GroupedBestsellerPage>().GetAsync(0)).Items[0].Price;

    public async Task<TimeSpan> TimeAsync(int category = 0)
    {
        var clock = Stopwatch.StartNew();
        await Page.GetAsync(category);
        return clock.Elapsed;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

public sealed class Log : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string category) => this;

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

    void ILogger.Log<TState>(
        LogLevel level, EventId id, TState state, Exception? exception,
        Func<TState, Exception?, string> format) =>
        lines.Enqueue($"{level} {id.Name} {format(state, exception)} {exception?.GetType().Name} {exception?.Message}");
}
