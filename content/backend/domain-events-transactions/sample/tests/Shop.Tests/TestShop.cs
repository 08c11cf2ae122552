using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Shop.Events;
using Shop.Mailing;
using Shop.Orders;
using Shop.Persistence;

namespace Shop.Tests;

/// <summary>The shop with a database of its own and the handlers that a test chooses.</summary>
public sealed class TestShop : IAsyncDisposable
{
    private TestShop(string connection, ServiceProvider services)
    {
        (Connection, Services) = (connection, services);
        Database = NpgsqlDataSource.Create(connection);
    }

    public string Connection { get; }
    public ServiceProvider Services { get; }
    public NpgsqlDataSource Database { get; }
    public OrderService Orders => Services.GetRequiredService<OrderService>();
    public UnitOfWork Work => Services.GetRequiredService<UnitOfWork>();
    public Journal Journal => Services.GetRequiredService<Journal>();
    public KeptLog Log => Services.GetRequiredService<KeptLog>();

    public static async Task<TestShop> CreateAsync(
        RealServers servers, Action<DomainEventHandlers> handlers,
        Action<IServiceCollection>? more = null, Uri? mail = null)
    {
        var connection = await servers.CreateDatabaseAsync();
        return new TestShop(connection, ServicesFor(connection, handlers, more, mail));
    }

    /// <param name="more">Interceptors that it adds come before the dispatcher's.</param>
    public static ServiceProvider ServicesFor(
        string connection, Action<DomainEventHandlers> handlers,
        Action<IServiceCollection>? more = null, Uri? mail = null)
    {
        var services = new ServiceCollection();
        var log = new KeptLog();
        services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Error));
        services.AddSingleton(log).AddSingleton<Journal>();
        services.AddHttpClient<MailApi>(http => http.BaseAddress = mail);
        more?.Invoke(services);
        services.AddShop(connection, handlers);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>A scope and its context, as a request has them.</summary>
    public Request Open() => new(Services.CreateAsyncScope());

    /// <summary>A context with these interceptors and without the dispatcher's.</summary>
    public ShopContext OpenWith(params IInterceptor[] interceptors) =>
        new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(Connection)
            .AddInterceptors(interceptors).Options);

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Outside of an ambient transaction.</summary>
    public async Task<T> OutsideAsync<T>(Func<Task<T>> read)
    {
        using var none = new System.Transactions.TransactionScope(
            System.Transactions.TransactionScopeOption.Suppress,
            System.Transactions.TransactionScopeAsyncFlowOption.Enabled);
        return await read();
    }

    public Task<long> CountAsync(string table, string condition = "true") =>
        ReadAsync<long>($"SELECT count(*) FROM {table} WHERE {condition}");

    public Task<long> WaitingForLocksAsync() => ReadAsync<long>("""
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'
        """);

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }
}

public sealed class Request(AsyncServiceScope scope) : IAsyncDisposable
{
    public IServiceProvider Services => scope.ServiceProvider;

    public ShopContext Shop { get; } = scope.ServiceProvider.GetRequiredService<ShopContext>();

    /// <summary>The work commits or rolls back; a context with retries wants it in their strategy.</summary>
    public Task InTransactionAsync(Func<IDbContextTransaction, Task> work) =>
        Shop.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await Shop.Database.BeginTransactionAsync();
            await work(transaction);
        });

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

public static class Given
{
    public static PlaceOrder AnOrder(string customer = "ada@example.com", string sku = "desk", int quantity = 1) =>
        new(Guid.CreateVersion7(), customer, $"{Guid.NewGuid():N}", sku, quantity, 120);

    public static Order AsOrder(this PlaceOrder order) =>
        Order.Place(order.OrderId, order.Customer, order.Reference, order.Sku, order.Quantity, order.Price);

    public static IServiceCollection Intercept(
        this IServiceCollection services, params IInterceptor[] interceptors) =>
        services.ConfigureDbContext<ShopContext>(options => options.AddInterceptors(interceptors));
}

/// <summary>What handlers of a test have noted, in their order.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> entries = new();

    public string[] Entries => [.. entries];

    public void Add(string entry) => entries.Enqueue(entry);
}

/// <summary>Notes the event's type.</summary>
public sealed class Note<TEvent>(Journal journal) : IHandle<TEvent> where TEvent : IDomainEvent
{
    public Task HandleAsync(TEvent happened, CancellationToken token)
    {
        journal.Add(typeof(TEvent).Name);
        return Task.CompletedTask;
    }
}

/// <summary>What the handler Act does in a test.</summary>
public sealed record Script<TEvent>(Func<IServiceProvider, TEvent, CancellationToken, Task> RunAsync);

public sealed class Act<TEvent>(Script<TEvent> script, IServiceProvider services)
    : IHandle<TEvent> where TEvent : IDomainEvent
{
    public Task HandleAsync(TEvent happened, CancellationToken token) =>
        script.RunAsync(services, happened, token);
}

public sealed class KeptLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public string[] Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Logger(lines, categoryName);

    public void Dispose() { }

    private sealed class Logger(ConcurrentQueue<string> lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Error;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? failure,
            Func<TState, Exception?, string> format)
        {
            if (IsEnabled(level))
                lines.Enqueue($"{category}: {format(state, failure)} {failure?.Message}");
        }
    }
}
