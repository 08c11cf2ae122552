using Npgsql;
using Payments.Idempotency;

namespace Payments;

/// <summary>Two designs that pay twice, for comparison.</summary>
public sealed class Unsafe(NpgsqlDataSource database, IdempotencyOptions options)
{
    public async Task<Reply> WithoutKeyAsync<T>(HttpContext http, Effect<T> effect) where T : class, IValidated
    {
        var request = await IdempotentRequest<T>.ReadAsync(http);
        return await CommitAsync(request, effect, http.RequestAborted);
    }

    #region lookup
    public async Task<Reply> LookUpThenSaveAsync<T>(HttpContext http, Effect<T> effect)
        where T : class, IValidated
    {
        var request = await IdempotentRequest<T>.ReadAsync(http);
        if (await FindAsync(request, http.RequestAborted) is { } stored)
            return stored;
        var reply = await CommitAsync(request, effect, http.RequestAborted);
        await SaveAsync(request, reply);
        return reply;
    }
    #endregion

    private async Task<Reply> CommitAsync<T>(
        IdempotentRequest<T> request, Effect<T> effect, CancellationToken cancellation)
        where T : class, IValidated
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var reply = await effect(transaction, request.Caller, request.Body, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return reply;
    }

    private async Task<Reply?> FindAsync<T>(IdempotentRequest<T> request, CancellationToken cancellation)
        where T : class, IValidated
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await KeyStore.FindAsync(connection, request.Caller, request.Key, cancellation);
    }

    private async Task SaveAsync<T>(IdempotentRequest<T> request, Reply reply)
        where T : class, IValidated
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand("""
            INSERT INTO idempotency_key (caller, key, request_hash, expires_at)
            VALUES ($1, $2, $3, now() + $4) ON CONFLICT DO NOTHING
            """, connection)
        {
            Parameters =
            {
                new() { Value = request.Caller }, new() { Value = request.Key },
                new() { Value = request.Hash }, new() { Value = options.Retention },
            },
        };
        await insert.ExecuteNonQueryAsync();
        await KeyStore.StoreAsync(connection, request.Caller, request.Key, reply, default);
    }
}
