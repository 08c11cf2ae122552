using System.Diagnostics;
using Npgsql;
using Offprint.Servers;

namespace Ids.Tests;

/// <summary>
/// Fills one table for each kind of key with the same rows in the same way and asks
/// PostgreSQL what that cost. The buffer cache is an eighth of its default, so that the
/// indexes of these small tables do not fit, as those of large tables do not.
/// </summary>
public sealed class KeyCostTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["shared_buffers"] = "16MB",
        ["autovacuum"] = "off",
        ["checkpoint_timeout"] = "1h",
        ["max_wal_size"] = "8GB",
    };

    [Fact]
    public async Task Random_keys_cost_space_and_log_that_ordered_keys_do_not()
    {
        await using var server = await PostgresServer.StartAsync(Settings);
        await using var database = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        await database.ExecuteAsync("CREATE EXTENSION pgstattuple");
        var table = new KeyTable(database);

        var bigint = await table.MeasureAsync("bigint", row => row);
        // One row a millisecond.
        var start = new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);
        var uuid7 = await table.MeasureAsync(
            "uuid", row => Guid.CreateVersion7(start.AddMilliseconds(row)));
        // All rows of a thousand in the same millisecond, as an import makes them.
        var uuid7Burst = await table.MeasureAsync(
            "uuid", row => Guid.CreateVersion7(start.AddMilliseconds(row / 1_000)));
        var uuid4 = await table.MeasureAsync("uuid", _ => Guid.NewGuid());
        var readable15 = new NanoId(NanoId.Readable, 15);
        var nano15 = await table.MeasureAsync("text COLLATE \"C\"", _ => readable15.Next());
        var safe21 = new NanoId(NanoId.UrlSafe, 21);
        var nano21 = await table.MeasureAsync("text COLLATE \"C\"", _ => safe21.Next());
        var uuidText = await table.MeasureAsync(
            "text COLLATE \"C\"", _ => Guid.NewGuid().ToString());

        Results.Write("keys.json", new
        {
            server.Version,
            KeyTable.Rows,
            KeyTable.RowsBetweenCheckpoints,
            bigint, uuid7, uuid7Burst, uuid4, nano15, nano21, uuidText,
            Uuid4ToUuid7Wal = Math.Round(uuid4.WalBytes / uuid7.WalBytes, 1),
            Nano21ToUuid7Wal = Math.Round(nano21.WalBytes / uuid7.WalBytes, 1),
        });
        // Random order: half-empty leaves, and a whole page logged for nearly each insert.
        Assert.True(uuid4.IndexMb > 1.15 * uuid7.IndexMb, "size of v4 against v7");
        Assert.True(uuid4.WalBytes > 1.5 * uuid7.WalBytes, "log of v4 against v7");
        Assert.True(nano21.WalBytes > 1.5 * uuid7.WalBytes, "log of NanoID against v7");
        // Text: 15 characters take a UUID's place in an index, 16 to 23 take 8 bytes more.
        Assert.Equal(uuid4.RebuiltMb, nano15.RebuiltMb);
        Assert.InRange(nano21.RebuiltMb / uuid4.RebuiltMb, 1.2, 1.4);
        Assert.True(uuidText.RebuiltMb > 1.7 * uuid4.RebuiltMb, "UUID as text");
    }

    [Fact]
    public async Task Building_an_index_by_linguistic_order_takes_longer_than_by_bytes()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        var table = new KeyTable(database);
        var safe21 = new NanoId(NanoId.UrlSafe, 21);
        await table.FillAsync("text COLLATE \"C\"", _ => safe21.Next());

        var bytes = double.MaxValue;
        var linguistic = double.MaxValue;
        for (var round = 0; round < 4; round++)
        {
            bytes = Math.Min(bytes, await table.BuildIndexAsync("C"));
            linguistic = Math.Min(linguistic, await table.BuildIndexAsync("en-US-x-icu"));
        }

        Results.Write("collation.json", new { Ratio = Math.Round(linguistic / bytes, 1) });
        Assert.True(linguistic > bytes, $"{linguistic} ms against {bytes} ms");
    }

    [Fact]
    public void Making_an_id_takes_no_time_that_matters()
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
        Assert.InRange(nano, 0, 1_000_000);

        static double Rounded(double nanoseconds) => Math.Round(nanoseconds / 10) * 10;
    }

    private static double Nanoseconds(Func<string> make)
    {
        const int count = 50_000;
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            for (var i = 0; i < count; i++)
                make();
            best = Math.Min(best, clock.Elapsed.TotalNanoseconds / count);
        }
        return best;
    }
}
