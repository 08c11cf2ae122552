using System.Diagnostics;
using Npgsql;

namespace Ids.Tests;

/// <summary>
/// What a primary key cost: its index as the inserts left it and rebuilt, how full the
/// leaves were, and bytes of write-ahead log and index pages read for the rows of the last
/// quarter.
/// </summary>
public sealed record KeyCost(
    double IndexMb, double RebuiltMb, double LeafDensity, double WalBytes, double ReadsPer1000);

/// <summary>Bytes that a reference to the key takes in each row of another table.</summary>
public sealed record ReferenceCost(double RowBytes, double IndexBytes);

/// <summary>A table that is filled again for each kind of key.</summary>
public sealed class KeyTable(NpgsqlDataSource database)
{
    public const int Rows = 400_000, UsualCheckpoint = 20_000, RareCheckpoint = 100_000;
    private const int RowsInBatch = 1_000, CountedRows = 100_000, ReferencesToAKey = 4;

    #region measure
    public async Task<KeyCost> MeasureAsync<T>(
        string type, Func<int, T> key, int rowsBetweenCheckpoints = UsualCheckpoint)
    {
        await CreateAsync(type);
        await InsertAsync(0, Rows - CountedRows, key, rowsBetweenCheckpoints);
        var (wal, reads) = (await WalAsync(), await ReadsAsync());
        await InsertAsync(Rows - CountedRows, CountedRows, key, rowsBetweenCheckpoints);
        wal = await WalAsync() - wal;
        reads = await ReadsAsync() - reads;
        var size = await MegabytesAsync();
        var density = await database.ScalarAsync<double>(
            "SELECT avg_leaf_density FROM pgstatindex('keyed_pkey')");
        await database.ExecuteAsync("REINDEX INDEX keyed_pkey");
        return new KeyCost(
            size, await MegabytesAsync(), Math.Round(density),
            Math.Round((double)wal / CountedRows),
            Math.Round(1_000.0 * reads / CountedRows));
    }
    #endregion

    public async Task FillAsync<T>(string type, Func<int, T> key)
    {
        await CreateAsync(type);
        await InsertAsync(0, Rows, key, UsualCheckpoint);
    }

    /// <summary>A table of lines, four for each key, and the index on its foreign key.</summary>
    public async Task<ReferenceCost> ReferenceAsync<T>(string type, Func<int, T> key)
    {
        await database.ExecuteAsync(
            $"""
            DROP TABLE IF EXISTS lines;
            CREATE TABLE lines (id bigint GENERATED ALWAYS AS IDENTITY, order_id {type} NOT NULL);
            CREATE INDEX lines_order_id ON lines (order_id);
            """);
        for (var row = 0; row < Rows / ReferencesToAKey; row += RowsInBatch)
        {
            await using var insert = database.CreateCommand(
                $"""
                INSERT INTO lines (order_id)
                SELECT id FROM unnest($1) AS id, generate_series(1, {ReferencesToAKey})
                """);
            T[] keys = [.. Enumerable.Range(row, RowsInBatch).Select(key)];
            insert.Parameters.Add(new() { Value = keys });
            await insert.ExecuteNonQueryAsync();
        }
        return new ReferenceCost(await BytesAsync("lines"), await BytesAsync("lines_order_id"));

        async Task<double> BytesAsync(string relation) => Math.Round(
            (double)await database.ScalarAsync<long>($"SELECT pg_relation_size('{relation}')")
                / Rows);
    }

    public async Task<double> BuildIndexAsync(string collation)
    {
        await using var connection = await database.OpenConnectionAsync();
        await RunAsync("SET max_parallel_maintenance_workers = 0");
        var clock = Stopwatch.StartNew();
        await RunAsync($"CREATE INDEX built ON keyed (id COLLATE \"{collation}\")");
        clock.Stop();
        await RunAsync("DROP INDEX built");
        return clock.Elapsed.TotalMilliseconds;

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private Task CreateAsync(string type) => database.ExecuteAsync(
        $"""
        DROP TABLE IF EXISTS keyed;
        CREATE TABLE keyed (id {type} PRIMARY KEY, note text NOT NULL);
        """);

    private async Task InsertAsync<T>(
        int first, int count, Func<int, T> key, int rowsBetweenCheckpoints)
    {
        for (var row = first; row < first + count; row += RowsInBatch)
        {
            if (row % rowsBetweenCheckpoints == 0)
                await database.ExecuteAsync("CHECKPOINT");
            await using var insert = database.CreateCommand(
                "INSERT INTO keyed SELECT id, repeat('x', 100) FROM unnest($1) AS id");
            T[] keys = [.. Enumerable.Range(row, RowsInBatch).Select(key)];
            insert.Parameters.Add(new() { Value = keys });
            await insert.ExecuteNonQueryAsync();
        }
    }

    private async Task<long> WalAsync() => (long)await database.ScalarAsync<decimal>(
        "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");

    private async Task<long> ReadsAsync()
    {
        await database.ExecuteAsync("SELECT pg_stat_force_next_flush()");
        return await database.ScalarAsync<long>(
            "SELECT idx_blks_read FROM pg_statio_user_indexes WHERE relname = 'keyed'");
    }

    private async Task<double> MegabytesAsync() => Math.Round(
        await database.ScalarAsync<long>("SELECT pg_relation_size('keyed_pkey')") / 1048576.0, 1);
}
