using System.Data;
using Npgsql;

namespace Payments.Idempotency;

/// <summary>Does something in the transaction, for this caller.</summary>
public delegate Task<Reply> Effect<in T>(
    NpgsqlTransaction transaction, string caller, T body, CancellationToken cancellation);

/// <summary>Runs an effect that lies in this database, once per key.</summary>
public sealed class Once(NpgsqlDataSource database, KeyStore keys)
{
    #region run
    public async Task<Reply> RunAsync<T>(HttpContext http, Effect<T> effect) where T : class, IValidated
    {
        var request = await IdempotentRequest<T>.ReadAsync(http);
        var cancellation = http.RequestAborted;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.ReadCommitted, cancellation);

        var claim = await keys.ClaimAsync(connection, request, cancellation);
        if (!claim.IsFirst)
            return claim.Stored ?? throw ProblemException.InProgress(1);

        await transaction.SaveAsync("effect", cancellation);
        var reply = await effect(transaction, request.Caller, request.Body, cancellation);
        if (reply.Status >= 400)
            await transaction.RollbackAsync("effect", cancellation); // a rejection has no effect
        await KeyStore.StoreAsync(connection, request.Caller, request.Key, reply, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return reply;
    }
    #endregion
}
