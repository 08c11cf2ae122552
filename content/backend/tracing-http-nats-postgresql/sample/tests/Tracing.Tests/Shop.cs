using System.Net.Http.Json;
using Collector;
using NATS.Client.Core;
using Npgsql;
using Offprint.Servers;
using Shop.Tracing;

namespace Tracing.Tests;

/// <summary>An API and a worker, each a process with its own database, NATS, and the collector stand-in.</summary>
public sealed class RunningShop : IAsyncDisposable
{
    public const int Products = 10;

    private RunningShop(NatsServer nats, string orders, string stock)
    {
        Nats = nats;
        Orders = NpgsqlDataSource.Create(orders);
        Stock = NpgsqlDataSource.Create(stock);
    }

    public NatsServer Nats { get; }
    public NpgsqlDataSource Orders { get; }
    public NpgsqlDataSource Stock { get; }
    public Spans Spans { get; } = new();
    public RunningProgram Api { get; private set; } = null!;
    public RunningProgram Worker { get; private set; } = null!;
    public HttpClient Http { get; private set; } = null!;

    private Receiver? collector;

    public static Task<RunningShop> StartAsync(RealServers servers, params string[] settings) =>
        StartAsync(servers, settings, settings);

    /// <param name="api">Settings such as `Tracing:Ratio=0.25`, or an environment variable OTEL_….</param>
    /// <param name="receive">Gets the spans that the collector receives; they go to <see cref="Spans"/> if null.</param>
    public static async Task<RunningShop> StartAsync(
        RealServers servers, string[] api, string[] worker, Action<Span>? receive = null)
    {
        var (orders, stock) = (await servers.Postgres.CreateDatabaseAsync(), await servers.Postgres.CreateDatabaseAsync());
        var shop = new RunningShop(await NatsServer.StartAsync(jetStream: true), orders, stock);
        try
        {
            await RunAsync(shop.Orders, global::Orders.Api.Schema.Sql);
            await RunAsync(shop.Stock, global::Stock.Worker.Schema.Sql + $"""
                INSERT INTO stock SELECT 'product-' || n, 1000000 FROM generate_series(1, {Products}) n
                """);
            shop.collector = await Receiver.StartAsync(receive ?? shop.Spans.Add);
            string[] nats = [$"ConnectionStrings:Nats={shop.Nats.Url}"];
            shop.Api = RunningProgram.Start(typeof(global::Orders.Api.Schema).Assembly.Location, shop.collector.Url,
                [$"ConnectionStrings:Orders={orders}", "Urls=http://127.0.0.1:0", .. nats, .. api]);
            var url = await shop.Api.LoggedAsync("Now listening on: ");
            shop.Http = new HttpClient { BaseAddress = new Uri(url) };
            shop.Worker = RunningProgram.Start(typeof(global::Stock.Worker.Schema).Assembly.Location, shop.collector.Url,
                [$"ConnectionStrings:Stock={stock}", $"Orders:Url={url}", .. nats, .. worker]);
            foreach (var service in (string[])["reservations", "recounts", "the ledger"])
                await shop.Worker.LoggedAsync($"Ready for {service}");
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>An order of one piece.</summary>
    public async Task OrderAsync(int product = 1, int expected = 201, string? traceparent = null, string? baggage = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders")
        {
            Content = JsonContent.Create(new { product = $"product-{product}", quantity = 1 }),
        };
        if (traceparent is not null)
            request.Headers.Add("traceparent", traceparent);
        if (baggage is not null)
            request.Headers.Add("baggage", baggage);
        using var response = await Http.SendAsync(request);
        if ((int)response.StatusCode != expected)
            Assert.Fail($"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}\n{Api.Log}\n{Worker.Log}");
    }

    public async Task OrderAsync(int product, int count, int atATime) =>
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atATime },
            async (_, _) => await OrderAsync(product));

    /// <summary>Waits until the ledger has this many orders, so the worker has nothing left to do.</summary>
    public Task LedgerAsync(long orders) => Until.TrueAsync($"{orders} orders in the ledger", () =>
    {
        using var command = Stock.CreateCommand("SELECT count(*) FROM ledger");
        return (long)command.ExecuteScalar()! >= orders;
    });

    public async Task RecountAsync(int product, double seconds)
    {
        await using var nats = new NatsConnection(new NatsOpts { Url = Nats.Url });
        await nats.PublishAsync(Subjects.Recount,
            System.Text.Json.JsonSerializer.Serialize(new Recount($"product-{product}", seconds)));
        await nats.PingAsync();
    }

    /// <summary>Waits until another transaction has the row of this product locked.</summary>
    public Task LockedAsync(int product) => Until.TrueAsync($"product {product} is locked", () =>
    {
        using var command = Stock.CreateCommand(
            $"SELECT 1 FROM stock WHERE product = 'product-{product}' FOR UPDATE SKIP LOCKED");
        return command.ExecuteScalar() is null;
    });

    /// <summary>Every reservation of this product fails, as with a bug in the database.</summary>
    public Task BreakAsync(int product) => RunAsync(Stock, $$"""
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
        CREATE TRIGGER broken BEFORE UPDATE ON stock FOR EACH ROW
            WHEN (OLD.product = 'product-{{product}}') EXECUTE FUNCTION fail();
        """);

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (Worker is not null)
            await Worker.DisposeAsync();
        if (Api is not null)
            await Api.DisposeAsync();
        if (collector is not null)
            await collector.DisposeAsync();
        await Nats.DisposeAsync();
        await Orders.DisposeAsync();
        await Stock.DisposeAsync();
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>What the collector has received.</summary>
public sealed class Spans
{
    private readonly Lock turn = new();
    private readonly List<Span> all = [];

    public void Add(Span span)
    {
        lock (turn)
            all.Add(span);
    }

    public List<Span> All
    {
        get
        {
            lock (turn)
                return [.. all];
        }
    }

    public List<IGrouping<string, Span>> Traces => [.. All.GroupBy(span => span.TraceId)];

    /// <summary>The traces with a span of this name.</summary>
    public List<List<Span>> TracesWith(string name) =>
        [.. Traces.Where(trace => trace.Any(span => span.Name == name)).Select(trace => trace.ToList())];

    /// <summary>Waits until nothing more arrives.</summary>
    public async Task SettleAsync()
    {
        for (var (before, now) = (-1, All.Count); before != now; (before, now) = (now, All.Count))
            await Task.Delay(1_000);
    }

    public Task ArriveAsync(string name, int count = 1) => Until.TrueAsync(
        $"{count} spans \"{name}\"; there are {string.Join(", ", All.GroupBy(s => s.Name).Select(g => $"{g.Key} {g.Count()}"))}",
        () => All.Count(span => span.Name == name) >= count);
}

/// <summary>Names of spans.</summary>
public static class Names
{
    public const string Post = "POST /orders", Get = "GET /orders",
        Request = "request stock.reserve", Process = "process stock.reserve",
        Publish = "publish orders.placed", Batch = "process orders.placed",
        Insert = "INSERT orders", UpdateOrder = "UPDATE orders", UpdateStock = "UPDATE stock",
        Ledger = "INSERT ledger", Recount = "process stock.recount";
}
