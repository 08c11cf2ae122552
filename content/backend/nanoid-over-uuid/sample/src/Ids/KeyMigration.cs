using Npgsql;

namespace Ids;

/// <summary>
/// Takes the tables of Migration/0-before.sql from UUID to NanoID keys while programs that
/// know the old key, the new one or both go on using them.
/// </summary>
public sealed class KeyMigration(
    NpgsqlDataSource database, int batch = 1_000, string lockTimeout = "200ms")
{
    #region backfill
    /// <summary>
    /// One pass that gives an id to every order without one. Orders that an old version of
    /// the program adds behind the cursor wait for the next pass; the one that fills nothing
    /// is the last.
    /// </summary>
    public async Task<int> BackfillOrdersAsync()
    {
        var filled = 0;
        var ids = await ReadIdsAsync(after: Guid.Empty);
        while (ids.Length > 0)
        {
            filled += await ExecuteAsync(
                """
                UPDATE orders SET public_id = given.public_id
                FROM unnest($1, $2) AS given (id, public_id)
                WHERE orders.id = given.id AND orders.public_id IS NULL
                """,
                ids, ids.Select(_ => OrderId.New().ToString()).ToArray());
            ids = await ReadIdsAsync(after: ids[^1]);
        }
        return filled;
    }
    #endregion

    /// <summary>One pass over the lines, which take over what their orders were given.</summary>
    public async Task<int> BackfillLinesAsync()
    {
        var filled = 0;
        await using var max = Command("SELECT coalesce(max(id), 0) FROM order_lines");
        var last = (long)(await max.ExecuteScalarAsync())!;
        for (long first = 0; first <= last; first += batch)
            filled += await ExecuteAsync(
                """
                UPDATE order_lines SET order_public_id = orders.public_id FROM orders
                WHERE orders.id = order_lines.order_id
                    AND order_lines.id >= $1 AND order_lines.id < $2
                    AND order_lines.order_public_id IS NULL
                """,
                first, first + batch);
        return filled;
    }

    /// <summary>Runs the statements of a file one by one, each in its own transaction.</summary>
    public async Task RunAsync(string file)
    {
        foreach (var statement in await ReadStatementsAsync(file))
            await ExecutePatientlyAsync(statement);
    }

    /// <summary>
    /// Building an index CONCURRENTLY waits for others and makes nobody wait; it must not
    /// be cut off, and cannot run in a transaction.
    /// </summary>
    private async Task ExecutePatientlyAsync(string statement)
    {
        if (statement.Contains(" CONCURRENTLY ", StringComparison.Ordinal))
            await ExecuteAsync(statement);
        else
            while (!await TryExecuteAsync(statement))
                await Task.Delay(250);
    }

    #region patience
    /// <summary>
    /// False if another transaction kept the lock for longer than the timeout: better to
    /// step back, so that whoever queued up behind this statement can go on, and try again.
    /// </summary>
    private async Task<bool> TryExecuteAsync(string statement)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await using var command = new NpgsqlCommand(
                $"SET LOCAL lock_timeout = '{lockTimeout}'; {statement}", connection);
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }
    #endregion

    private static async Task<string[]> ReadStatementsAsync(string file)
    {
        var name = $"Ids.Migration.{file}";
        await using var stream = typeof(KeyMigration).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"there is no {name}");
        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync()).Split('\n')
            .Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return string.Join('\n', lines)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<Guid[]> ReadIdsAsync(Guid after)
    {
        await using var select = Command(
            "SELECT id FROM orders WHERE id > $1 ORDER BY id LIMIT $2", after, batch);
        await using var reader = await select.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetGuid(0));
        return [.. ids];
    }

    private async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
