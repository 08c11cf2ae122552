using System.Diagnostics;
using Npgsql;
using Offprint.Servers;

namespace Orders.Tests;

[Collection(RealServers.Name)]
public sealed class MeasureTests(Fixture servers) : IAsyncLifetime
{
    private const int Rounds = 3;

    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_batch_shares_the_price_of_its_transaction()
    {
        await MeasureRelayAsync(orders: 200, batchSize: 100);

        double one = 0, ten = 0, hundred = 0, thousand = 0, twoRelays = 0, oneOrder = 0;
        for (var round = 0; round < Rounds; round++)
        {
            one = Math.Max(one, await MeasureRelayAsync(orders: 300, batchSize: 1));
            ten = Math.Max(ten, await MeasureRelayAsync(orders: 1_500, batchSize: 10));
            hundred = Math.Max(hundred, await MeasureRelayAsync(orders: 8_000, batchSize: 100));
            thousand = Math.Max(thousand, await MeasureRelayAsync(8_000, batchSize: 1_000));
            twoRelays = Math.Max(twoRelays, await MeasureRelayAsync(8_000, 100, relays: 2));
            oneOrder = Math.Max(oneOrder, await MeasureRelayAsync(1, 100, versions: 300));
        }

        Assert.True(hundred > 3 * one, $"{hundred} against {one}");
        Assert.True(hundred > 3 * oneOrder, $"{hundred} against {oneOrder}");
        Results.Write(
            "relay.json", new { Rounds, one, ten, hundred, thousand, twoRelays, oneOrder });
    }

    [Fact]
    public async Task An_old_snapshot_makes_an_empty_poll_slow()
    {
        const int Events = 50_000;
        await EmptyPollMsAsync();
        var before = await EmptyPollMsAsync();
        double during;
        await using (var connection = await shop.Database.OpenConnectionAsync())
        {
            await using var report = await connection.BeginTransactionAsync(
                System.Data.IsolationLevel.RepeatableRead);
            await using var snapshot = new NpgsqlCommand("SELECT count(*) FROM orders", connection);
            await snapshot.ExecuteScalarAsync();
            await FillAsync(Events, versions: 1);
            await shop.ScalarAsync<long>(
                "WITH sent AS (DELETE FROM outbox RETURNING 1) SELECT count(*) FROM sent");
            during = await EmptyPollMsAsync();
        }
        await using (var vacuum = shop.Database.CreateCommand("VACUUM outbox"))
            await vacuum.ExecuteNonQueryAsync();
        var after = await EmptyPollMsAsync();

        Assert.True(during > 2 * before, $"{during} against {before}");
        Assert.True(during > 2 * after, $"{during} against {after}");
        Results.Write("snapshot.json", new { Events, before, during, after });
    }

    [Fact]
    public async Task The_outbox_adds_a_round_trip_to_a_save_of_one_statement_and_none_to_others()
    {
        const int Commits = 300;
        await using var notifying = await Shop.OpenAsync(servers);
        await notifying.AddTriggerAsync();
        var plain = Shop.ContextsOf(shop.OrdersConnection);
        List<double> without = [], outbox = [], notify = [];
        for (var i = 0; i < Commits; i++)
        {
            without.Add(await CommitMsAsync(plain.CreateDbContext()));
            outbox.Add(await CommitMsAsync(shop.Contexts.CreateDbContext()));
            notify.Add(await CommitMsAsync(notifying.Contexts.CreateDbContext()));
        }
        var trips = new
        {
            without = await RoundTripsAsync(orders: 1),
            outbox = await RoundTripsAsync(orders: 1, new OutboxInterceptor()),
            twoOrders = await RoundTripsAsync(orders: 2),
            twoOrdersOutbox = await RoundTripsAsync(orders: 2, new OutboxInterceptor()),
        };

        Assert.Equal(
            new { without = 1, outbox = 2, twoOrders = 2, twoOrdersOutbox = 2 }, trips);
        Results.Write("writers.json", new
        {
            Commits, without = Median(without), outbox = Median(outbox), notify = Median(notify),
            trips,
        });
    }

    /// <summary>Of one SaveChanges, on a connection that is open already.</summary>
    private async Task<int> RoundTripsAsync(int orders, params OutboxInterceptor[] interceptors)
    {
        var direct = new NpgsqlConnectionStringBuilder(shop.OrdersConnection);
        await using var proxy = new RoundTrips(direct.Host!, direct.Port);
        direct.Port = proxy.Port;
        direct.SslMode = SslMode.Disable;
        var contexts = Shop.ContextsOf(direct.ConnectionString, interceptors);
        await CommitMsAsync(contexts.CreateDbContext());
        await using var context = contexts.CreateDbContext();
        for (var i = 0; i < orders; i++)
            context.Add(Order.Place(10));
        return await proxy.CountAsync(() => context.SaveChangesAsync());
    }

    /// <summary>
    /// One event of it is taken in each batch, and the statement looks at all of them each time.
    /// </summary>
    [Fact]
    public async Task A_batch_takes_longer_the_more_events_of_one_order_wait()
    {
        const int Few = 100, Many = 20_000;
        async Task<double> BatchMsAsync(int versions)
        {
            await FillAsync(orders: 1, versions);
            var relay = shop.NewRelay();
            var times = new List<double>();
            for (var i = 0; i < 20; i++)
            {
                var clock = Stopwatch.StartNew();
                Assert.Equal(1, (await relay.RunOnceAsync()).Stored);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
            await shop.ScalarAsync<long>(
                "WITH rest AS (DELETE FROM outbox RETURNING 1) SELECT count(*) FROM rest");
            return Rounded(times.Min());
        }
        await BatchMsAsync(Few);

        var (few, many) = (await BatchMsAsync(Few), await BatchMsAsync(Many));

        Assert.True(many > 2 * few, $"{many} against {few}");
        Results.Write("backlog.json", new { Few, fewMs = few, Many, manyMs = many });
    }

    private static async Task<double> CommitMsAsync(OrderContext context)
    {
        await using var orders = context;
        orders.Add(Order.Place(10));
        var clock = Stopwatch.StartNew();
        await orders.SaveChangesAsync();
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Events a second, while an outbox that holds so many is emptied.</summary>
    private async Task<double> MeasureRelayAsync(
        int orders, int batchSize, int relays = 1, int versions = 1)
    {
        await FillAsync(orders, versions);
        return await RelayedPerSecondAsync(relays, batchSize);
    }

    private async Task FillAsync(int orders, int versions)
    {
        await shop.ScalarAsync<long>($"""
            WITH filled AS (
                INSERT INTO outbox (order_id, version, type, body)
                SELECT id, version, 'placed', json_build_object(
                    'orderId', id, 'version', version, 'type', 'placed', 'amount', 10)
                FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, {orders})) AS ids,
                    generate_series(1, {versions}) AS version
                RETURNING 1)
            SELECT count(*) FROM filled
            """);
        await using var analyze = shop.Database.CreateCommand("VACUUM ANALYZE outbox");
        await analyze.ExecuteNonQueryAsync();
    }

    private async Task<double> RelayedPerSecondAsync(int relays, int batchSize)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, relays).Select(_ => Task.Run(async () =>
        {
            var relay = shop.NewRelay(batchSize);
            var sum = 0;
            while ((await relay.RunOnceAsync()).Stored is > 0 and var count)
                sum += count;
            return sum;
        })));
        return Rounded(counts.Sum() / clock.Elapsed.TotalSeconds);
    }

    /// <summary>The best of many, since other work on the machine only ever adds to it.</summary>
    private async Task<double> EmptyPollMsAsync()
    {
        var relay = shop.NewRelay();
        var times = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal(new RelayResult(0, 0), await relay.RunOnceAsync());
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return Rounded(times.Min());
    }

    private static double Median(IEnumerable<double> values) =>
        Rounded(values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0);

    private static double Rounded(double value) => value switch
    {
        < 10 => Math.Round(value, 1),
        < 1_000 => Math.Round(value),
        _ => Math.Round(value / 10) * 10,
    };
}
