using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ids;

/// <summary>
/// Takes the tables of Migration/0-before.sql from UUID to NanoID keys while programs that
/// know the old key, the new one or both keep using them. Every part can be run again after
/// a failure and continues where it stopped.
/// </summary>
public sealed partial class KeyMigration(
    NpgsqlDataSource database, ILogger<KeyMigration> logger,
    int batch = 1_000, TimeSpan? lockTimeout = null)
{
    private const int MaxAttempts = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly TimeSpan lockTimeout = lockTimeout ?? TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// One pass that gives an ID to every order without one. Orders that an old version of
    /// the program inserts behind the cursor wait for the next pass; the one that fills
    /// nothing is the last.
    /// </summary>
    #region backfill
    public async Task<int> BackfillOrdersAsync(CancellationToken cancellation = default)
    {
        var filled = 0;
        var ids = await ReadIdsAsync(after: Guid.Empty, cancellation);
        while (ids.Length > 0)
        {
            filled += await ExecuteAsync(
                """
                UPDATE orders SET public_id = given.public_id
                FROM unnest($1, $2) AS given (id, public_id)
                WHERE orders.id = given.id AND orders.public_id IS NULL
                """,
                cancellation, ids, ids.Select(_ => OrderId.New().ValueOrThrow()).ToArray());
            ids = await ReadIdsAsync(after: ids[^1], cancellation);
        }
        return filled;
    }
    #endregion

    /// <summary>One pass over the lines, which copy the new ID of their order.</summary>
    public async Task<int> BackfillLinesAsync(CancellationToken cancellation = default)
    {
        var filled = 0;
        await using var max = Command("SELECT coalesce(max(id), 0) FROM order_lines");
        var last = (long)(await max.ExecuteScalarAsync(cancellation))!;
        for (long first = 0; first <= last; first += batch)
            filled += await ExecuteAsync(
                """
                UPDATE order_lines SET order_public_id = orders.public_id FROM orders
                WHERE orders.id = order_lines.order_id
                    AND order_lines.id >= $1 AND order_lines.id < $2
                    AND order_lines.order_public_id IS NULL
                """,
                cancellation, first, first + batch);
        return filled;
    }

    /// <summary>Runs the statements of a file one by one, each in its own transaction.</summary>
    public async Task RunAsync(string file, CancellationToken cancellation = default)
    {
        await ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS key_migration (done text PRIMARY KEY)", cancellation);
        foreach (var statement in await ReadStatementsAsync(file, cancellation))
        {
            if (ConcurrentIndex().Match(statement) is { Success: true } index)
                await BuildIndexAsync(index.Groups["name"].Value, statement, cancellation);
            else if (!await IsDoneAsync(statement, cancellation))
                await ExecutePatientlyAsync(statement, cancellation);
        }
    }

    #region index
    private async Task BuildIndexAsync(
        string name, string statement, CancellationToken cancellation)
    {
        var valid = await IsValidAsync(name, cancellation);
        if (valid == true)
            return;

        if (valid == false)
        {
            logger.LogWarning("Dropping {Index}, left behind by a failed build", name);
            await ExecuteUnlimitedAsync($"DROP INDEX CONCURRENTLY {name}", cancellation);
        }
        await ExecuteUnlimitedAsync(statement, cancellation);
    }

    private async Task ExecuteUnlimitedAsync(string statement, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var limits = new NpgsqlCommand(
            "SET statement_timeout = 0; SET lock_timeout = 0", connection);
        await limits.ExecuteNonQueryAsync(cancellation);
        await using var command = new NpgsqlCommand(statement, connection);
        command.CommandTimeout = 0; // Npgsql's default is 30 seconds
        await command.ExecuteNonQueryAsync(cancellation);
    }
    #endregion

    /// <summary>Null if there is no such index, false after a build that failed.</summary>
    private async Task<bool?> IsValidAsync(string index, CancellationToken cancellation)
    {
        await using var select = Command(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)", index);
        return (bool?)await select.ExecuteScalarAsync(cancellation);
    }

    private async Task ExecutePatientlyAsync(string statement, CancellationToken cancellation)
    {
        for (var attempt = 1; !await TryExecuteAsync(statement, cancellation); attempt++)
        {
            logger.LogInformation(
                "No lock within {Timeout} at attempt {Attempt} of {Statement}",
                lockTimeout, attempt, statement);
            if (attempt == MaxAttempts)
                throw new TimeoutException($"no lock in {MaxAttempts} attempts: {statement}");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>
    /// False if no lock was free within the timeout. The caller pauses and tries again, so
    /// that queries queued behind this statement can run.
    /// </summary>
    private async Task<bool> TryExecuteAsync(string statement, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand(
                $"""
                SET LOCAL statement_timeout = 0;
                SET LOCAL lock_timeout = {lockTimeout.TotalMilliseconds:F0};
                {statement};
                """, connection);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation);
            await RecordAsync(connection, statement, cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    private static async Task RecordAsync(
        NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand(
            "INSERT INTO key_migration (done) VALUES ($1)", connection);
        insert.Parameters.Add(new() { Value = statement });
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<bool> IsDoneAsync(string statement, CancellationToken cancellation)
    {
        await using var select = Command(
            "SELECT EXISTS (SELECT FROM key_migration WHERE done = $1)", statement);
        return (bool)(await select.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<string[]> ReadStatementsAsync(
        string file, CancellationToken cancellation)
    {
        var name = $"Ids.Migration.{file}";
        await using var stream = typeof(KeyMigration).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"there is no {name}");
        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync(cancellation)).Split('\n')
            .Where(line => !line.StartsWith("--", StringComparison.Ordinal));
        return string.Join('\n', lines)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    private async Task<Guid[]> ReadIdsAsync(Guid after, CancellationToken cancellation)
    {
        await using var select = Command(
            "SELECT id FROM orders WHERE id > $1 ORDER BY id LIMIT $2", after, batch);
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
            ids.Add(reader.GetGuid(0));
        return [.. ids];
    }

    private async Task<int> ExecuteAsync(
        string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = 0; // whoever runs the migration may cancel it
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    [GeneratedRegex(@"INDEX\s+CONCURRENTLY\s+(?<name>\w+)")]
    private static partial Regex ConcurrentIndex();
}
