using Npgsql;

namespace Receipts.Durable;

/// <summary>A queue in a table. All times are the database's, so workers' clocks may differ.</summary>
public sealed class JobQueue(
    NpgsqlDataSource database, WorkerOptions options, string claim = JobQueue.Claim)
{
    #region schema
    public const string Schema = """
        CREATE TABLE job (
            id      uuid        PRIMARY KEY,
            kind    text        NOT NULL,
            payload text        NOT NULL,
            due     timestamptz NOT NULL DEFAULT now(),
            attempt integer     NOT NULL DEFAULT 0,
            error   text,
            dead_at timestamptz
        );
        CREATE INDEX job_due ON job (due) WHERE dead_at IS NULL;
        """;
    #endregion

    #region claim
    public const string Claim = """
        UPDATE job SET due = now() + $1 * (1 + random() / 4), attempt = attempt + 1
        WHERE id = (
            SELECT id FROM job
            WHERE dead_at IS NULL AND due <= now()
            ORDER BY due
            LIMIT 1
            FOR UPDATE SKIP LOCKED)
        RETURNING id, kind, payload, attempt
        """;
    #endregion

    #region enqueue
    /// <summary>In the caller's transaction: the job exists if and only if that commits.</summary>
    public static async Task<Guid> EnqueueAsync(
        NpgsqlConnection connection, string kind, string payload,
        CancellationToken cancellation = default)
    {
        var id = Guid.CreateVersion7();
        await using var command = new NpgsqlCommand(
            "INSERT INTO job (id, kind, payload) VALUES ($1, $2, $3)", connection)
        {
            Parameters = { Of(id), Of(kind), Of(payload) },
        };
        await command.ExecuteNonQueryAsync(cancellation);
        return id;
    }
    #endregion

    /// <summary>The job that has been due for longest, leased to the caller; null if none is.</summary>
    public async Task<Job?> ClaimAsync()
    {
        await using var command = database.CreateCommand(claim);
        command.Parameters.Add(Of(options.Lease));
        await using var rows = await command.ExecuteReaderAsync();
        return await rows.ReadAsync()
            ? new Job(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3))
            : null;
    }

    #region complete
    /// <summary>
    /// Ends the job together with what it has to record. False, and nothing recorded, when
    /// the claim is no longer the caller's.
    /// </summary>
    public async Task<bool> CompleteAsync(Job job, Func<NpgsqlConnection, Task> record)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var delete = new NpgsqlCommand(
            "DELETE FROM job WHERE id = $1 AND attempt = $2", connection)
        {
            Parameters = { Of(job.Id), Of(job.Attempt) },
        };
        if (await delete.ExecuteNonQueryAsync() == 0)
            return false;
        await record(connection);
        await transaction.CommitAsync();
        return true;
    }
    #endregion

    #region retry
    public Task RetryAsync(Job job, string error, TimeSpan delay) => UpdateAsync(
        "UPDATE job SET due = now() + $3, error = $4 WHERE id = $1 AND attempt = $2",
        job, Of(delay), Of(error));

    /// <summary>Nobody claims it any more; it stays for somebody to look at.</summary>
    public Task BuryAsync(Job job, string error) => UpdateAsync(
        "UPDATE job SET dead_at = now(), error = $3 WHERE id = $1 AND attempt = $2",
        job, Of(error));
    #endregion

    private async Task UpdateAsync(string sql, Job job, params NpgsqlParameter[] more)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in (NpgsqlParameter[])[Of(job.Id), Of(job.Attempt), .. more])
            command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
