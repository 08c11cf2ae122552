using System.Data;
using Npgsql;
using Payments.Idempotency;

namespace Payments;

public sealed record PayByCard(string Card, long Amount) : IValidated
{
    public string? Fault => string.IsNullOrEmpty(Card) ? "card is required"
        : Amount <= 0 ? "amount must be above 0"
        : null;
}

public sealed class CardOptions
{
    /// <summary>The time limit of one call to the provider.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one attempt has the payment to itself.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Less than the time for which the provider remembers keys.</summary>
    public TimeSpan ProviderRemembers { get; set; } = TimeSpan.FromHours(23);

    public TimeSpan ResumeEvery { get; set; } = TimeSpan.FromSeconds(10);

    public bool IsValid => Timeout > TimeSpan.Zero && Lease > Timeout && ResumeEvery > TimeSpan.Zero;
}

public sealed record Unfinished(string Caller, string Key, Guid Id);

/// <summary>Payments whose effect lies with the provider, where no transaction reaches.</summary>
public sealed class CardPayments(NpgsqlDataSource database, KeyStore keys, CardProvider provider,
    CardOptions options, ILogger<CardPayments> log)
{
    #region pay
    public async Task<Reply> PayAsync(HttpContext http)
    {
        var request = await IdempotentRequest<PayByCard>.ReadAsync(http);
        Unfinished payment;
        await using (var connection = await database.OpenConnectionAsync(http.RequestAborted))
        await using (var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.ReadCommitted, http.RequestAborted))
        {
            var claim = await keys.ClaimAsync(connection, request, http.RequestAborted);
            if (claim.Stored is { } stored)
                return stored;
            payment = claim.IsFirst
                ? await BeginAsync(connection, request)
                : await TakeOverAsync(connection, request) ?? throw ProblemException.InProgress(1);
            await transaction.CommitAsync(CancellationToken.None);
        }
        return await FinishAsync(payment); // without the request's token: the client may be gone
    }
    #endregion

    #region finish
    public async Task<Reply> FinishAsync(Unfinished payment)
    {
        var (card, amount, isFresh) = await LoadAsync(payment.Id);
        // The provider has forgotten the key by now: a repeated call could charge again.
        if (!isFresh)
            return await CompleteAsync(payment, "unknown", null, Reply.Problem(500,
                "The outcome of this payment is being investigated"));

        Charge? charge;
        try
        {
            charge = await provider.ChargeAsync(key: payment.Id, card, amount);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            log.LogError(e, "The outcome of card payment {Id} is unknown; it stays open", payment.Id);
            await ReleaseAsync(payment);
            return Reply.Problem(503, "The card provider did not respond; retry with the same key")
                with { RetryAfterSeconds = 1 };
        }
        return charge is null
            ? await CompleteAsync(payment, "declined", null, Reply.Problem(402, "The card was declined"))
            : await CompleteAsync(payment, "paid", charge.Id, Reply.Json(
                201, new { payment.Id, amount, charge = charge.Id }, $"/card-payments/{payment.Id}"));
    }
    #endregion

    private async Task<Reply> CompleteAsync(
        Unfinished payment, string status, string? charge, Reply reply)
    {
        if (status == "unknown")
            log.LogCritical("Card payment {Id} needs a person: its outcome is unknown", payment.Id);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (!await KeyStore.StoreAsync(connection, payment.Caller, payment.Key, reply, default))
            return await KeyStore.FindAsync(connection, payment.Caller, payment.Key, default) ?? reply;
        await RunAsync(connection,
            "UPDATE card_payment SET status = $2, charge = $3 WHERE id = $1",
            payment.Id, status, (object?)charge ?? DBNull.Value);
        await transaction.CommitAsync();
        return reply;
    }

    /// <summary>Takes over payments that nobody is working on.</summary>
    public async Task<IReadOnlyList<Unfinished>> TakeAbandonedAsync(
        int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            WITH abandoned AS MATERIALIZED (
                SELECT caller, key FROM idempotency_key
                WHERE status IS NULL AND lease_until <= now()
                ORDER BY lease_until
                LIMIT $1
                FOR UPDATE SKIP LOCKED)
            UPDATE idempotency_key k SET lease_until = now() + $2 FROM abandoned a
            WHERE k.caller = a.caller AND k.key = a.key
            RETURNING k.caller, k.key, k.resource
            """);
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = options.Lease });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var taken = new List<Unfinished>();
        while (await reader.ReadAsync(cancellation))
            taken.Add(new(reader.GetString(0), reader.GetString(1), reader.GetGuid(2)));
        return taken;
    }

    #region begin
    private async Task<Unfinished> BeginAsync(
        NpgsqlConnection connection, IdempotentRequest<PayByCard> request)
    {
        var id = Guid.CreateVersion7();
        await RunAsync(connection,
            "INSERT INTO card_payment (id, caller, card, amount) VALUES ($1, $2, $3, $4)",
            id, request.Caller, request.Body.Card, request.Body.Amount);
        await RunAsync(connection, """
            UPDATE idempotency_key SET resource = $3, lease_until = now() + $4
            WHERE caller = $1 AND key = $2
            """, request.Caller, request.Key, id, options.Lease);
        return new(request.Caller, request.Key, id);
    }

    /// <summary>Null while another attempt has the payment.</summary>
    private async Task<Unfinished?> TakeOverAsync(
        NpgsqlConnection connection, IdempotentRequest<PayByCard> request)
    {
        await using var command = Command(connection, """
            UPDATE idempotency_key SET lease_until = now() + $3
            WHERE caller = $1 AND key = $2 AND status IS NULL AND lease_until <= now()
            RETURNING resource
            """, request.Caller, request.Key, options.Lease);
        return await command.ExecuteScalarAsync() is Guid id
            ? new(request.Caller, request.Key, id)
            : null;
    }
    #endregion

    private async Task<(string Card, long Amount, bool IsFresh)> LoadAsync(Guid id)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = Command(connection,
            "SELECT card, amount, created_at + $2 > now() FROM card_payment WHERE id = $1",
            id, options.ProviderRemembers);
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
            throw new InvalidOperationException($"card payment {id} is missing");
        return (reader.GetString(0), reader.GetInt64(1), reader.GetBoolean(2));
    }

    private async Task ReleaseAsync(Unfinished payment)
    {
        await using var connection = await database.OpenConnectionAsync();
        await RunAsync(connection, """
            UPDATE idempotency_key SET lease_until = now()
            WHERE caller = $1 AND key = $2 AND status IS NULL
            """, payment.Caller, payment.Key);
    }

    private static NpgsqlCommand Command(
        NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(value is DBNull
                ? new() { Value = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
                : new() { Value = value });
        return command;
    }

    private static async Task RunAsync(
        NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = Command(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }
}
