using System.Diagnostics;
using Npgsql;
using Offprint.Servers;

namespace Ids.Tests;

/// <summary>
/// Fills one table for each kind of key with the same rows in the same way and asks
/// PostgreSQL what that cost. The buffers hold an eighth of the random indexes, so that
/// these small tables read pages as tables larger than memory do.
/// </summary>
public sealed class KeyCostTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["shared_buffers"] = "2MB",
        ["autovacuum"] = "off",
        ["checkpoint_timeout"] = "1h",
        ["max_wal_size"] = "8GB",
    };

    [Fact]
    public async Task Random_keys_cost_space_and_log_that_ordered_keys_do_not()
    {
        const string text = "text COLLATE \"C\"";
        await using var server = await PostgresServer.StartAsync(Settings);
        var connectionString = await server.CreateDatabaseAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        await database.ExecuteAsync("CREATE EXTENSION pgstattuple");
        var table = new KeyTable(database);
        var readable15 = new NanoId(NanoId.Readable, 15);
        var safe21 = new NanoId(NanoId.UrlSafe, 21);

        var bigint = await table.MeasureAsync("bigint", row => row);
        var uuid7 = await table.MeasureAsync("uuid", OneAMillisecond);
        var uuid7Burst = await table.MeasureAsync("uuid", AThousandAMillisecond);
        var uuid4 = await table.MeasureAsync("uuid", _ => Guid.NewGuid());
        var nano15 = await table.MeasureAsync(text, _ => readable15.Next());
        var nano21 = await table.MeasureAsync(text, _ => safe21.Next());
        var uuidText = await table.MeasureAsync(text, _ => Guid.NewGuid().ToString());

        const int rare = KeyTable.RareCheckpoint;
        var rareUuid7 = await table.MeasureAsync("uuid", OneAMillisecond, rare);
        var rareUuid4 = await table.MeasureAsync("uuid", _ => Guid.NewGuid(), rare);
        var rareNano21 = await table.MeasureAsync(text, _ => safe21.Next(), rare);

        await using var compressing = NpgsqlDataSource.Create(
            connectionString + ";Options=-c wal_compression=lz4");
        var compressed = new KeyTable(compressing);
        var lz4Uuid7 = await compressed.MeasureAsync("uuid", OneAMillisecond);
        var lz4Uuid4 = await compressed.MeasureAsync("uuid", _ => Guid.NewGuid());
        var lz4Nano21 = await compressed.MeasureAsync(text, _ => safe21.Next());

        Results.Write("keys.json", new
        {
            server.Version,
            KeyTable.Rows,
            KeyTable.UsualCheckpoint,
            KeyTable.RareCheckpoint,
            bigint, uuid7, uuid7Burst, uuid4, nano15, nano21, uuidText,
            Nano15BelowUuidText = Math.Round(100 - 100 * nano15.IndexMb / uuidText.IndexMb),
            Usual = Logs(uuid7, uuid4, nano21),
            Rare = Logs(rareUuid7, rareUuid4, rareNano21),
            Lz4 = Logs(lz4Uuid7, lz4Uuid4, lz4Nano21),
        });
        // Random order: half-empty leaves, and whole pages logged again and again.
        Assert.True(uuid4.IndexMb > 1.15 * uuid7.IndexMb, "size of v4 against v7");
        Assert.True(uuid4.WalBytes > 1.5 * uuid7.WalBytes, "log of v4 against v7");
        Assert.True(nano21.WalBytes > 1.5 * uuid7.WalBytes, "log of NanoID against v7");
        Assert.True(uuid4.ReadsPer1000 > 50 * uuid7.ReadsPer1000, "pages read");
        // The ratio depends on how often checkpoints come.
        Assert.True(
            nano21.WalBytes / uuid7.WalBytes > 1.5 * rareNano21.WalBytes / rareUuid7.WalBytes,
            "checkpoints");
        // Text: 15 characters take a UUID's place in an index, 16 to 23 take 8 bytes more.
        Assert.Equal(uuid4.RebuiltMb, nano15.RebuiltMb);
        Assert.InRange(nano21.RebuiltMb / uuid4.RebuiltMb, 1.2, 1.4);
        Assert.True(uuidText.RebuiltMb > 1.7 * uuid4.RebuiltMb, "UUID as text");

        static object Logs(KeyCost uuid7, KeyCost uuid4, KeyCost nano21) => new
        {
            Uuid7 = uuid7.WalBytes,
            Uuid4 = uuid4.WalBytes,
            Nano21 = nano21.WalBytes,
            Uuid4Ratio = Math.Round(uuid4.WalBytes / uuid7.WalBytes, 1),
            Nano21Ratio = Math.Round(nano21.WalBytes / uuid7.WalBytes, 1),
        };
    }

    [Fact]
    public async Task Every_row_that_refers_to_a_key_repeats_its_width()
    {
        const string text = "text COLLATE \"C\"";
        await using var server = await PostgresServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        var table = new KeyTable(database);
        var readable15 = new NanoId(NanoId.Readable, 15);
        var safe21 = new NanoId(NanoId.UrlSafe, 21);

        var bigint = await table.ReferenceAsync("bigint", row => (long)row);
        var uuid = await table.ReferenceAsync("uuid", _ => Guid.NewGuid());
        var nano15 = await table.ReferenceAsync(text, _ => readable15.Next());
        var nano21 = await table.ReferenceAsync(text, _ => safe21.Next());
        var uuidText = await table.ReferenceAsync(text, _ => Guid.NewGuid().ToString());

        Results.Write("references.json", new { bigint, uuid, nano15, nano21, uuidText });
        Assert.Equal(uuid.RowBytes, nano15.RowBytes);
        Assert.InRange(uuid.RowBytes - bigint.RowBytes, 7, 9);
        Assert.InRange(nano21.RowBytes - nano15.RowBytes, 7, 9);
        Assert.InRange(uuidText.RowBytes - nano21.RowBytes, 15, 17);
        Assert.True(nano15.IndexBytes < nano21.IndexBytes, "index of 15 characters against 21");
    }

    private static readonly DateTimeOffset Start = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Simulated time: one row a millisecond.</summary>
    private static Guid OneAMillisecond(int row) =>
        Guid.CreateVersion7(Start.AddMilliseconds(row));

    /// <summary>Simulated time: a thousand rows in one millisecond, as in an import.</summary>
    private static Guid AThousandAMillisecond(int row) =>
        Guid.CreateVersion7(Start.AddMilliseconds(row / 1_000));

    [Fact]
    public async Task Building_an_index_by_linguistic_order_takes_longer_than_by_bytes()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        var table = new KeyTable(database);
        var safe21 = new NanoId(NanoId.UrlSafe, 21);
        await table.FillAsync("text COLLATE \"C\"", _ => safe21.Next());

        List<double> bytes = [], linguistic = [];
        for (var round = 0; round < 5; round++)
        {
            bytes.Add(await table.BuildIndexAsync("C"));
            linguistic.Add(await table.BuildIndexAsync("en-US-x-icu"));
        }

        var ratio = Median(linguistic) / Median(bytes);
        Results.Write("collation.json", new { Ratio = Math.Round(ratio, 1) });
        Assert.True(ratio > 1, $"{ratio}");
    }

    [Fact]
    public void An_id_is_made_in_microseconds()
    {
        var readable15 = new NanoId(NanoId.Readable, 15);

        var guid = Nanoseconds(() => Guid.NewGuid().ToString());
        var nano = Nanoseconds(() => readable15.Next());
        var library = Nanoseconds(() =>
            System.Security.Cryptography.RandomNumberGenerator.GetString(NanoId.Readable, 15));

        Results.Write("making.json", new
        {
            GuidNs = Rounded(guid),
            NanoNs = Rounded(nano),
            GetStringNs = Rounded(library),
        });
        Assert.InRange(Math.Max(nano, library), 0, 100_000);

        static double Rounded(double nanoseconds) => Math.Round(nanoseconds / 10) * 10;
    }

    private static double Nanoseconds(Func<string> make)
    {
        const int count = 50_000;
        List<double> rounds = [];
        for (var round = 0; round < 7; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < count; i++)
                make();
            rounds.Add(clock.Elapsed.TotalNanoseconds / count);
        }
        return Median(rounds);
    }

    private static double Median(List<double> values) =>
        values.Order().ElementAt(values.Count / 2);
}
