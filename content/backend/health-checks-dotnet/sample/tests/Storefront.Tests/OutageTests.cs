using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Offprint.Servers;
using Supervisor;

namespace Storefront.Tests;

/// <summary>
/// Three real processes under a supervisor, and faults of the database while shoppers read
/// products (in memory) and place orders (in the database).
/// </summary>
public sealed class OutageTests
{
    private const int Replicas = 3, OutageSeconds = 20;

    /// <summary>What a pod probes: the program is the same in all designs.</summary>
    private static PodSpec Design(string name) => new(name)
    {
        Startup = Every("/health/live", failureThreshold: 30),
        Liveness = Every(name == "mixed" ? "/health" : "/health/live"),
        Readiness = Every(name == "separate" ? "/health/ready" : "/health"),
        BackOff = TimeSpan.FromSeconds(1),
        BackOffLimit = TimeSpan.FromSeconds(30),
    };

    private static Probe Every(string path, int failureThreshold = 3) =>
        new(path) { PeriodSeconds = 1, FailureThreshold = failureThreshold };

    [Fact]
    public async Task A_database_outage_restarts_every_replica_only_when_liveness_asks_the_database()
    {
        var designs = new Dictionary<string, Outage>();
        foreach (var name in (string[])["mixed", "gated", "separate"])
            designs[name] = await PlayAsync(name);

        Results.Write("outage.json", new { Replicas, OutageSeconds, designs });
        var (mixed, gated, separate) = (designs["mixed"], designs["gated"], designs["separate"]);
        Assert.InRange(mixed.LeastRestartsOfAReplica, 1, 100);
        Assert.Equal(0, gated.Restarts);
        Assert.Equal(0, separate.Restarts);
        // Reads need no database, and yet two of the three designs lose them.
        Assert.InRange(mixed.ReadsFailed, mixed.Reads / 2, mixed.Reads);
        Assert.InRange(gated.ReadsFailed, gated.Reads / 2, gated.Reads);
        Assert.Equal(0, separate.ReadsFailed);
        Assert.All(designs.Values, outage => Assert.Equal(outage.Orders, outage.OrdersFailed));
        Assert.True(mixed.SecondsToFullStrength > separate.SecondsToFullStrength);
        Assert.Equal(0, separate.SecondsToFullStrength);
    }

    private static async Task<Outage> PlayAsync(string name)
    {
        await using var server = await PostgresServer.StartAsync();
        await using var shop = await ShopAsync(name, await server.CreateShopAsync());
        await using var traffic = new Traffic(shop.Service);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(0, traffic.Count.ReadsFailed + traffic.Count.OrdersFailed);

        await server.StopAsync();
        var before = traffic.Count;
        await Task.Delay(TimeSpan.FromSeconds(OutageSeconds));
        var after = traffic.Count;
        await server.StartAgainAsync();

        var clock = Stopwatch.StartNew();
        var strength = shop.Pods.All(pod => pod.IsReady) ? 0 : double.NaN;
        if (strength != 0)
        {
            await Until.TrueAsync("full strength", () => shop.Pods.All(pod => pod.IsReady));
            strength = Math.Round(clock.Elapsed.TotalSeconds, 1);
        }
        var restarts = shop.Pods.Select(pod => pod.Restarts).ToArray();
        return new(
            Restarts: restarts.Sum(), LeastRestartsOfAReplica: restarts.Min(),
            Reads: after.Reads - before.Reads, ReadsFailed: after.ReadsFailed - before.ReadsFailed,
            Orders: after.Orders - before.Orders, OrdersFailed: after.OrdersFailed - before.OrdersFailed,
            SecondsToFullStrength: strength);
    }

    [Fact]
    public async Task A_fault_of_one_replica_is_what_readiness_can_take_out_of_the_service()
    {
        var designs = new Dictionary<string, object>();
        foreach (var name in (string[])["gated", "separate"])
        {
            await using var server = await PostgresServer.StartAsync();
            var connection = await server.CreateShopAsync();
            await server.RunSqlAsync("""
                CREATE ROLE rotated LOGIN PASSWORD 'old';
                GRANT SELECT ON product TO rotated; GRANT INSERT ON customer_order TO rotated;
                """, Database.NameOf(connection));
            var rotated = new Npgsql.NpgsqlConnectionStringBuilder(connection)
            {
                Username = "rotated", Password = "old",
            }.ConnectionString;
            await using var shop = await ShopAsync(name, rotated, connection, connection);
            await using var traffic = new Traffic(shop.Service);

            // A new password that one of the three did not get.
            await server.RunSqlAsync("ALTER ROLE rotated PASSWORD 'new'");
            await server.RunSqlAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rotated'");
            if (name == "gated")
                await Until.TrueAsync("out of the service", () => !shop.Pods[0].IsReady);
            await Task.Delay(TimeSpan.FromSeconds(1)); // requests that were under way
            var before = traffic.Count;
            await Task.Delay(TimeSpan.FromSeconds(8));
            var after = traffic.Count;

            var orders = after.Orders - before.Orders;
            var failed = after.OrdersFailed - before.OrdersFailed;
            designs[name] = new { orders, ordersFailed = failed };
            Assert.Equal(0, after.ReadsFailed - before.ReadsFailed);
            Assert.Equal(name == "gated" ? 2 : 3, shop.Pods.Count(pod => pod.IsReady));
            Assert.All(shop.Pods, pod => Assert.Equal(0, pod.Restarts));
            if (name == "gated")
                Assert.Equal(0, failed);
            else
                Assert.InRange(failed, orders / 5, orders / 2);
        }
        Results.Write("one-replica.json", designs);
    }

    [Fact]
    public async Task A_pod_that_starts_during_an_outage_waits_unless_its_startup_probe_asks_the_database()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateShopAsync();
        await server.StopAsync();
        await using var patient = Replica.Run(Design("separate"), connection);
        await using var impatient = Replica.Run(
            Design("separate") with { Startup = Every("/health", failureThreshold: 5) }, connection);

        await Until.TrueAsync("the second restart", () => impatient.Restarts >= 2);
        Assert.Contains(impatient.Events, e => e.Detail == "the startup probe failed");
        Assert.Equal(0, patient.Restarts);
        Assert.False(patient.IsReady);

        await server.StartAgainAsync();
        await Until.TrueAsync("both are ready", () => patient.IsReady && impatient.IsReady);
        Assert.Equal(0, patient.Restarts);
    }

    [Fact]
    public async Task A_frozen_replica_is_restarted_alone()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var shop = await ShopAsync("separate", await server.CreateShopAsync(), grace: 2);

        shop.Pods[1].Container!.Freeze();
        // A tcpSocket probe would pass: the kernel accepts for the frozen process.
        using (var tcp = new TcpClient())
            await tcp.ConnectAsync(shop.Pods[1].Address.Host, shop.Pods[1].Address.Port);
        await Until.TrueAsync("it has been restarted", () => shop.Pods[1] is { Restarts: 1, IsReady: true });

        Assert.Equal([0, 1, 0], shop.Pods.Select(pod => pod.Restarts));
        Assert.Contains(shop.Pods[1].Events, e => e.Detail == "the liveness probe failed");
        // It could not act on SIGTERM, so the grace period ended it.
        Assert.Contains(shop.Pods[1].Events, e => e is { Kind: PodEventKind.Exited, Detail: "code 137" });
    }

    [Fact]
    public async Task Load_alone_restarts_a_replica_whose_liveness_waits_for_the_connection_pool()
    {
        await using var server = await PostgresServer.StartAsync();
        var connection = await server.CreateShopAsync() + ";Maximum Pool Size=4";
        foreach (var (name, restarts) in ((string, bool)[])[("mixed", true), ("separate", false)])
        {
            await using var pod = Replica.Run(Design(name), connection);
            await Until.TrueAsync("ready", () => pod.IsReady);
            using var http = new HttpClient { BaseAddress = pod.Address };

            // Four reports of 10 s need every connection of the pool; the database is fine.
            var reports = Enumerable.Range(0, 4).Select(_ => http.GetAsync("reports?seconds=10")).ToArray();
            await Task.WhenAny(Task.WhenAll(reports));

            Assert.Equal(restarts, pod.Events.Any(e => e.Detail == "the liveness probe failed"));
            Assert.Equal("1", (await server.RunSqlAsync("SELECT 1")).Trim());
        }
    }

    private static async Task<Fleet> ShopAsync(string design, string connection, int grace = 30) =>
        await ShopAsync(design, [.. Enumerable.Repeat(connection, Replicas)], grace);

    private static Task<Fleet> ShopAsync(string design, string first, string second, string third) =>
        ShopAsync(design, [first, second, third], grace: 30);

    private static async Task<Fleet> ShopAsync(string design, string[] connections, int grace)
    {
        var spec = Design(design) with { TerminationGracePeriod = TimeSpan.FromSeconds(grace) };
        var fleet = new Fleet([.. connections.Select(connection => Replica.Run(spec, connection))]);
        try
        {
            await Until.TrueAsync("all are ready", () => fleet.Pods.All(pod => pod.IsReady));
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    private sealed record Outage(
        int Restarts, int LeastRestartsOfAReplica, int Reads, int ReadsFailed,
        int Orders, int OrdersFailed, double SecondsToFullStrength);

    private sealed class Fleet(Pod[] pods) : IAsyncDisposable
    {
        public Pod[] Pods { get; } = pods;

        public Service Service { get; } = new(propagation: TimeSpan.Zero) { Pods = pods };

        public async ValueTask DisposeAsync()
        {
            await Task.WhenAll(Pods.Select(pod => pod.DisposeAsync().AsTask()));
            Service.Dispose();
        }
    }
}

public sealed record Count(int Reads, int ReadsFailed, int Orders, int OrdersFailed);

/// <summary>Shoppers: a read every 50 ms and an order every 100 ms, whatever becomes of the others.</summary>
public sealed class Traffic : IAsyncDisposable
{
    private readonly Service service;
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Task, bool> underWay = new();
    private readonly Task[] loops;
    private int reads, readsFailed, orders, ordersFailed;

    public Traffic(Service service)
    {
        this.service = service;
        loops =
        [
            LoopAsync(50, async () =>
            {
                var ok = await service.SendAsync(HttpMethod.Get, "products/1") == HttpStatusCode.OK;
                Interlocked.Increment(ref reads);
                if (!ok)
                    Interlocked.Increment(ref readsFailed);
            }),
            LoopAsync(100, async () =>
            {
                var ok = await service.SendAsync(HttpMethod.Post, "orders/1") == HttpStatusCode.Created;
                Interlocked.Increment(ref orders);
                if (!ok)
                    Interlocked.Increment(ref ordersFailed);
            }),
        ];
    }

    public Count Count => new(reads, readsFailed, orders, ordersFailed);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops);
        await Task.WhenAll(underWay.Keys);
        stop.Dispose();
    }

    private async Task LoopAsync(int milliseconds, Func<Task> send)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(milliseconds));
        try
        {
            while (await ticks.WaitForNextTickAsync(stop.Token))
            {
                var request = send();
                underWay.TryAdd(request, true);
                _ = request.ContinueWith(done => underWay.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
