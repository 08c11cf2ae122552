using Npgsql;

namespace Payments.Idempotency;

/// <summary>Deletes expired keys in small batches, in every process; a locked row is left.</summary>
public sealed class KeyCleanup(
    NpgsqlDataSource database, IdempotencyOptions options, ILogger<KeyCleanup> log) : BackgroundService
{
    #region sql
    private const string Delete = """
        WITH expired AS MATERIALIZED (
            SELECT caller, key FROM idempotency_key
            WHERE expires_at <= now() AND status IS NOT NULL
            ORDER BY expires_at
            LIMIT $1
            FOR UPDATE SKIP LOCKED)
        DELETE FROM idempotency_key k USING expired e
        WHERE k.caller = e.caller AND k.key = e.key
        """;
    #endregion

    /// <summary>Returns how many keys were deleted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var total = 0;
        while (true)
        {
            await using var command = database.CreateCommand(Delete);
            command.Parameters.Add(new() { Value = options.CleanUpBatch });
            var deleted = await command.ExecuteNonQueryAsync(cancellation);
            total += deleted;
            if (deleted < options.CleanUpBatch)
                return total;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.CleanUpEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                if (await RunAsync(stoppingToken) is > 0 and var deleted)
                    log.LogInformation("Deleted {Count} expired idempotency keys", deleted);
            }
            catch (NpgsqlException e)
            {
                log.LogError(e, "Expired idempotency keys could not be deleted; trying again later");
            }
    }
}
