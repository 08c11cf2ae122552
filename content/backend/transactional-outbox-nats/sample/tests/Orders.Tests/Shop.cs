using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;
using Npgsql;

namespace Orders.Tests;

/// <summary>Two databases and an empty stream for one test.</summary>
public sealed class Shop : IAsyncDisposable
{
    public const string Stream = "ORDERS", Consumer = "billing";

    private readonly NatsConnection nats;

    private Shop(string orders, string ledger, string natsUrl)
    {
        (OrdersConnection, LedgerConnection, NatsUrl) = (orders, ledger, natsUrl);
        Contexts = ContextsOf(orders, new OutboxInterceptor());
        Ledgers = LedgersOf(ledger);
        Database = NpgsqlDataSource.Create(orders);
        nats = Connect(natsUrl);
        JetStream = new NatsJSContext(nats);
    }

    public string OrdersConnection { get; }
    public string LedgerConnection { get; }
    public string NatsUrl { get; }
    public IDbContextFactory<OrderContext> Contexts { get; }
    public IDbContextFactory<LedgerContext> Ledgers { get; }
    public NpgsqlDataSource Database { get; }
    public NatsConnection Nats => nats;
    public NatsJSContext JetStream { get; }

    public static async Task<Shop> OpenAsync(
        Fixture servers, TimeSpan duplicateWindow = default, string subjects = "orders.>")
    {
        var shop = new Shop(
            await servers.Postgres.CreateDatabaseAsync(),
            await servers.Postgres.CreateDatabaseAsync(), servers.Nats.Url);
        await using var orders = shop.Contexts.CreateDbContext();
        await orders.Database.EnsureCreatedAsync();
        await using var ledger = shop.Ledgers.CreateDbContext();
        await ledger.Database.EnsureCreatedAsync();
        await shop.CreateStreamAsync(duplicateWindow, subjects);
        return shop;
    }

    public async Task CreateStreamAsync(
        TimeSpan duplicateWindow = default, string subjects = "orders.>")
    {
        await DeleteStreamAsync();
        #region stream
        await JetStream.CreateStreamAsync(new StreamConfig(Stream, [subjects])
        {
            DuplicateWindow = duplicateWindow, // zero: the server's default, two minutes
        });
        await JetStream.CreateOrUpdateConsumerAsync(Stream, new ConsumerConfig(Consumer)
        {
            AckPolicy = ConsumerConfigAckPolicy.Explicit,
            AckWait = TimeSpan.FromSeconds(2), // short, for the tests; the default is 30
        });
        #endregion
    }

    public static IDbContextFactory<OrderContext> ContextsOf(
        string connection, params OutboxInterceptor[] interceptors) =>
        new PooledDbContextFactory<OrderContext>(new DbContextOptionsBuilder<OrderContext>()
            .UseNpgsql(connection).AddInterceptors(interceptors).Options);

    public static IDbContextFactory<LedgerContext> LedgersOf(string connection) =>
        new PooledDbContextFactory<LedgerContext>(
            new DbContextOptionsBuilder<LedgerContext>().UseNpgsql(connection).Options);

    public static NatsConnection Connect(string url) => new(new NatsOpts
    {
        Url = url,
        ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
        ReconnectWaitMax = TimeSpan.FromMilliseconds(50),
    });

    public OutboxRelay NewRelay(
        int batchSize = 100, string take = Take.FirstOfEachOrder,
        Func<RelayStep, Task>? reached = null, ILogger<OutboxRelay>? log = null) =>
        new(Contexts, JetStream, log ?? NullLogger<OutboxRelay>.Instance, batchSize, take, reached);

    public async Task RelayAllAsync()
    {
        var relay = NewRelay();
        while ((await relay.RunOnceAsync()).Stored > 0) { }
    }

    public async Task AddTriggerAsync()
    {
        await using var trigger = Database.CreateCommand(OutboxListener.Trigger);
        await trigger.ExecuteNonQueryAsync();
    }

    /// <summary>A context that knows nothing of an outbox.</summary>
    public OrderContext WithoutOutbox() => ContextsOf(OrdersConnection).CreateDbContext();

    public async Task<Guid> PlaceAsync(decimal amount = 10, int extensions = 0)
    {
        await using var orders = Contexts.CreateDbContext();
        var order = Order.Place(amount);
        orders.Add(order);
        await orders.SaveChangesAsync();
        for (var i = 0; i < extensions; i++)
        {
            order.Extend(1);
            await orders.SaveChangesAsync();
        }
        return order.Id;
    }

    public Task<long> CountAsync(string table) => ScalarAsync<long>($"SELECT count(*) FROM {table}");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What the stream holds, in its order.</summary>
    public async Task<List<OrderEvent>> StreamedAsync()
    {
        var stream = await JetStream.GetStreamAsync(Stream);
        var reader = await JetStream.CreateOrderedConsumerAsync(Stream);
        var events = new List<OrderEvent>();
        if (stream.Info.State.Messages == 0)
            return events;
        await foreach (var message in reader.ConsumeAsync<string>())
        {
            events.Add(JsonSerializer.Deserialize<OrderEvent>(
                message.Data!, JsonSerializerOptions.Web)!);
            if (message.Metadata!.Value.NumPending == 0)
                break;
        }
        return events;
    }

    public async Task<List<(Guid, int)>> StreamedVersionsAsync() =>
        [.. (await StreamedAsync()).Select(e => (e.OrderId, e.Version))];

    /// <summary>Runs billing until the stream has nothing more for it.</summary>
    public async Task BillAllAsync(
        Func<OrderEvent, CancellationToken, Task<Outcome>>? apply = null,
        ILogger<BillingConsumer>? log = null)
    {
        var consumer = await JetStream.GetConsumerAsync(Stream, Consumer);
        using var stop = new CancellationTokenSource();
        var running = new BillingConsumer(
            consumer, apply ?? new Billing(Ledgers).ApplyAsync,
            log ?? NullLogger<BillingConsumer>.Instance).RunAsync(stop.Token);
        await Eventually.TrueAsync(async () =>
        {
            await consumer.RefreshAsync();
            return consumer.Info is { NumPending: 0, NumAckPending: 0 };
        }, "billing has everything", seconds: 120);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    /// <summary>Billing that trusts the stream: it adds what it is sent.</summary>
    public Task<Outcome> ChargeAsync(OrderEvent happened, CancellationToken _) =>
        ChargeAsync(Ledgers, happened);

    public static async Task<Outcome> ChargeAsync(
        IDbContextFactory<LedgerContext> ledgers, OrderEvent happened)
    {
        await using var ledger = ledgers.CreateDbContext();
        await ledger.Database.ExecuteSqlAsync($"""
            INSERT INTO accounts ("OrderId", "Owed", "Version")
            VALUES ({happened.OrderId}, {happened.Amount}, {happened.Version})
            ON CONFLICT ("OrderId") DO UPDATE SET "Owed" = accounts."Owed" + excluded."Owed"
            """);
        return Outcome.Applied;
    }

    /// <summary>Nothing lost, nothing applied twice: both databases agree on each order.</summary>
    public async Task AssertBilledAsync()
    {
        Assert.Equal(0, await CountAsync("outbox"));
        await using var orders = WithoutOutbox();
        await using var ledger = Ledgers.CreateDbContext();
        var placed = await orders.Orders.OrderBy(o => o.Id)
            .Select(o => new { o.Id, o.Total, o.Version }).ToListAsync();
        var billed = await ledger.Accounts.OrderBy(a => a.OrderId)
            .Select(a => new { Id = a.OrderId, Total = a.Owed, a.Version }).ToListAsync();
        Assert.Equal(placed, billed);
    }

    public async ValueTask DisposeAsync()
    {
        await DeleteStreamAsync();
        await nats.DisposeAsync();
        await Database.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }

    private async Task DeleteStreamAsync()
    {
        try
        {
            await JetStream.DeleteStreamAsync(Stream);
        }
        catch (NatsJSApiException none) when (none.Error.Code == 404)
        {
        }
    }
}
