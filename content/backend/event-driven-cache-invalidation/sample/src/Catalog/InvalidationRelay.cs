using NATS.Client.Core;
using Npgsql;

namespace Catalog;

/// <summary>
/// Sends what the table invalidation holds. Every writer runs it after its commit, and a
/// timer runs it for the writers that did not live to do so.
/// </summary>
public sealed class InvalidationRelay(
    NpgsqlDataSource database, SharedCache shared, EventCounter counter,
    INatsConnection nats, CatalogSettings settings)
{
    #region relay
    public const string TakeBatch = """
        DELETE FROM invalidation WHERE seq = ANY (ARRAY(
            SELECT seq FROM invalidation ORDER BY seq LIMIT 100 FOR UPDATE SKIP LOCKED))
        RETURNING product_id, version
        """;

    public async Task<int> RunOnceAsync(CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var batch = await TakeBatchAsync(connection, cancellation);
        if (batch.Count == 0)
            return 0;

        await Task.WhenAll(batch.Select(stale => shared.InvalidateAsync(stale, cancellation)));
        var number = await counter.ReserveAsync(batch.Count, cancellation);
        foreach (var stale in batch)
        {
            var change = new InvalidationEvent(number++, stale.Id, stale.Version);
            await nats.PublishAsync(
                settings.Subject, change.ToJson(), cancellationToken: cancellation);
        }
        await nats.PingAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return batch.Count;
    }
    #endregion

    private static async Task<List<Invalidation>> TakeBatchAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(TakeBatch, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var batch = new List<Invalidation>();
        while (await rows.ReadAsync(cancellation))
            batch.Add(new Invalidation(rows.GetString(0), rows.GetInt64(1)));
        return batch;
    }
}
