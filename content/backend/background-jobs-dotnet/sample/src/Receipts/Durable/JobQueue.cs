using Npgsql;

namespace Receipts.Durable;

/// <summary>A queue in a table. Every time comes from the database, so workers' clocks may differ.</summary>
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
            claim   integer     NOT NULL DEFAULT 0,
            attempt integer     NOT NULL DEFAULT 0,
            error   text,
            dead_at timestamptz
        );
        CREATE INDEX job_due ON job (due) WHERE dead_at IS NULL;
        """;
    #endregion

    #region claim
    public const string Claim = """
        WITH next AS MATERIALIZED (
            SELECT id FROM job
            WHERE dead_at IS NULL AND due <= now() AND kind = ANY($2)
            ORDER BY due
            LIMIT $3
            FOR UPDATE SKIP LOCKED)
        UPDATE job SET due = now() + $1 * (1 + random() / 4),
            claim = claim + 1, attempt = attempt + 1
        FROM next WHERE job.id = next.id
        RETURNING job.id, kind, payload, claim, attempt
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

    /// <summary>
    /// The jobs of these kinds that have been due longest, leased to the caller; empty if none is due.
    /// </summary>
    public async Task<List<Job>> ClaimAsync(string[] kinds, int limit = 1)
    {
        await using var command = database.CreateCommand(claim);
        command.Parameters.Add(Of(options.Lease));
        command.Parameters.Add(Of(kinds));
        command.Parameters.Add(Of(limit));
        await using var rows = await command.ExecuteReaderAsync();
        var jobs = new List<Job>();
        while (await rows.ReadAsync())
            jobs.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2),
                rows.GetInt32(3), rows.GetInt32(4)));
        return jobs;
    }

    #region complete
    /// <summary>
    /// Ends the job together with what it has to record. False, and nothing recorded, if
    /// the claim is no longer the caller's.
    /// </summary>
    public async Task<bool> CompleteAsync(Job job, Func<NpgsqlConnection, Task> record)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var delete = new NpgsqlCommand(
            "DELETE FROM job WHERE id = $1 AND claim = $2", connection)
        {
            Parameters = { Of(job.Id), Of(job.Claim) },
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
        "UPDATE job SET due = now() + $3, error = $4 WHERE id = $1 AND claim = $2",
        job, Of(delay), Of(error));

    /// <summary>Due again immediately, and the interrupted attempt does not count.</summary>
    public Task ReturnAsync(Job job) => UpdateAsync(
        "UPDATE job SET due = now(), attempt = attempt - 1 WHERE id = $1 AND claim = $2", job);

    /// <summary>Never claimed again; the row stays for somebody to look at.</summary>
    public Task BuryAsync(Job job, string error) => UpdateAsync(
        "UPDATE job SET dead_at = now(), error = $3 WHERE id = $1 AND claim = $2",
        job, Of(error));
    #endregion

    private async Task UpdateAsync(string sql, Job job, params NpgsqlParameter[] more)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in (NpgsqlParameter[])[Of(job.Id), Of(job.Claim), .. more])
            command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
