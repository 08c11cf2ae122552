using System.Data;
using Npgsql;

namespace Payments.Idempotency;

/// <summary>What a request found under its key: nothing (it is the first), a response, or work.</summary>
public sealed record Claim(bool IsFirst, Reply? Stored = null);

public sealed class KeyStore(IdempotencyOptions options)
{
    #region claim
    private readonly string claim = $"""
        SET LOCAL lock_timeout = {(int)options.Wait.TotalMilliseconds};
        DELETE FROM idempotency_key
        WHERE caller = @caller AND key = @key AND expires_at <= now() AND status IS NOT NULL;
        INSERT INTO idempotency_key (caller, key, request_hash, expires_at)
        VALUES (@caller, @key, @hash, now() + @retention)
        ON CONFLICT (caller, key) DO NOTHING
        RETURNING true;
        SET LOCAL lock_timeout TO DEFAULT;
        SELECT request_hash, status, content_type, location, body
        FROM idempotency_key WHERE caller = @caller AND key = @key
        """;
    #endregion

    public async Task<Claim> ClaimAsync<T>(
        NpgsqlConnection connection, IdempotentRequest<T> request, CancellationToken cancellation)
        where T : class, IValidated
    {
        try
        {
            await using var command = new NpgsqlCommand(claim, connection)
            {
                Parameters =
                {
                    new("caller", request.Caller), new("key", request.Key),
                    new("hash", request.Hash), new("retention", options.Retention),
                },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            if (await reader.ReadAsync(cancellation))
                return new(IsFirst: true);
            await reader.NextResultAsync(cancellation);
            if (!await reader.ReadAsync(cancellation))
                throw ProblemException.InProgress(1); // it expired this instant
            return request.Hash.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(0))
                ? new(IsFirst: false, ReadReply(reader))
                : throw ProblemException.KeyReused();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw ProblemException.InProgress(1);
        }
    }

    #region store
    /// <summary>False if a response is stored already: the first one stands.</summary>
    public static async Task<bool> StoreAsync(NpgsqlConnection connection,
        string caller, string key, Reply reply, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE idempotency_key
            SET status = $3, content_type = $4, location = $5, body = $6
            WHERE caller = $1 AND key = $2 AND status IS NULL
            """, connection)
        {
            Parameters =
            {
                new() { Value = caller }, new() { Value = key },
                new() { Value = (short)reply.Status }, new() { Value = reply.ContentType },
                new() { Value = (object?)reply.Location ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                new() { Value = reply.Body },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
    #endregion

    public static async Task<Reply?> FindAsync(NpgsqlConnection connection,
        string caller, string key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            SELECT request_hash, status, content_type, location, body
            FROM idempotency_key WHERE caller = $1 AND key = $2
            """, connection)
        {
            Parameters = { new() { Value = caller }, new() { Value = key } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? ReadReply(reader) : null;
    }

    private static Reply? ReadReply(NpgsqlDataReader row) => row.IsDBNull("status")
        ? null
        : new(row.GetInt16("status"), row.GetString("content_type"), row.GetFieldValue<byte[]>("body"),
            row.IsDBNull("location") ? null : row.GetString("location"))
        {
            Replayed = true,
        };
}
