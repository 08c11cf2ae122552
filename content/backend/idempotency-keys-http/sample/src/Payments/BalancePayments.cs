using Npgsql;
using Payments.Idempotency;

namespace Payments;

/// <summary>Amounts are in cents.</summary>
public sealed record PayFromBalance(string Account, long Amount) : IValidated
{
    public string? Fault => string.IsNullOrEmpty(Account) ? "account is required"
        : Amount <= 0 ? "amount must be above 0"
        : null;
}

public static class BalancePayments
{
    #region effect
    public static async Task<Reply> PayAsync(NpgsqlTransaction transaction,
        string caller, PayFromBalance pay, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        await using var command = new NpgsqlCommand("""
            WITH debited AS (
                UPDATE account SET balance = balance - $3
                WHERE id = $2 AND owner = $4 AND balance >= $3
                RETURNING id)
            INSERT INTO payment (id, account, amount) SELECT $1, id, $3 FROM debited
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = pay.Account },
                new() { Value = pay.Amount }, new() { Value = caller },
            },
        };
        return await command.ExecuteNonQueryAsync(cancellation) == 1
            ? Reply.Json(201, new { id, pay.Account, pay.Amount }, $"/payments/{id}")
            : Reply.Problem(402, "The account does not cover this payment");
    }
    #endregion
}
