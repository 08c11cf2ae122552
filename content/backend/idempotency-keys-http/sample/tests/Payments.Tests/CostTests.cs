using System.Diagnostics;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>What a key costs in time, write-ahead log and disk.</summary>
[Collection(RealPostgres.Name)]
public sealed class CostTests(Postgres postgres)
{
    private const int Requests = 300, Rounds = 5;

    #region cost
    [Fact]
    public async Task A_key_costs_a_few_round_trips_and_a_replay_writes_almost_nothing()
    {
        await using var database = await Database.CreateAsync(postgres.Server);
        await using var app = await App.StartAsync(database);
        var (none, key, replay) = (new Cost(), new Cost(), new Cost());
        for (var round = 0; round <= Rounds; round++) // the first is warm-up
        {
            await MeasureAsync(none, n => app.Http.PayAsync($"none-0123456789-{round}-{n}", 1, path: "unsafe/none"));
            await MeasureAsync(key, n => app.Http.PayAsync($"key-0123456789-{round}-{n}", 1));
            await MeasureAsync(replay, n => app.Http.PayAsync($"key-0123456789-{round}-{n}", 1));
            if (round == 0)
                (none, key, replay) = (new Cost(), new Cost(), new Cost());
        }
        await database.RunAsync("VACUUM ANALYZE idempotency_key");
        var body = await database.ReadAsync<int>("SELECT max(octet_length(body)) FROM idempotency_key");
        var bytes = await database.ReadAsync<long>(
            "SELECT pg_total_relation_size('idempotency_key') / count(*) FROM idempotency_key");

        Results.Write("cost.json", new
        {
            PostgresVersion = postgres.Server.Version, Requests, Rounds,
            None = none.Figures, Key = key.Figures, Replay = replay.Figures,
            ExtraMs = Math.Round(key.Ms - none.Ms, 2),
            BytesPerKey = bytes,
            BodyBytes = body,
            MegabytesADayAt10ASecond = Math.Round(bytes * 864_000 / 1e6),
        });
        Assert.Equal((Rounds + 1) * Requests * 2, await database.PaymentsAsync());
        Assert.True(key.Ms < 3 * none.Ms, $"{key.Ms} ms with, {none.Ms} ms without");
        Assert.True(replay.Wal < key.Wal / 4, $"{replay.Wal} bytes for a replay, {key.Wal} for a payment");
        Assert.InRange(bytes, 200, 2_000);

        async Task MeasureAsync(Cost cost, Func<int, Task<HttpResponseMessage>> send)
        {
            var wal = await WalAsync(database);
            for (var n = 0; n < Requests; n++)
            {
                var clock = Stopwatch.StartNew();
                using var response = await send(n);
                cost.Times.Add(clock.Elapsed.TotalMilliseconds);
                Assert.Equal(201, (int)response.StatusCode);
            }
            cost.WalTotal += await WalAsync(database) - wal;
        }
    }
    #endregion

    private static Task<long> WalAsync(Database database) =>
        database.ReadAsync<long>("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint");

    private sealed class Cost
    {
        public List<double> Times { get; } = [];

        public long WalTotal { get; set; }

        public double Ms => Times.Order().ElementAt(Times.Count / 2);

        public long Wal => WalTotal / Times.Count;

        public object Figures => new { Ms = Math.Round(Ms, 2), WalBytes = Wal };
    }
}
