using Npgsql;

namespace Ids;

/// <summary>Codes short enough to type, and therefore short enough to collide.</summary>
public sealed class Vouchers(NpgsqlDataSource database, NanoId codes)
{
    /// <summary>Stores a voucher under a code that no other voucher has.</summary>
    public async Task<string> AddAsync(
        decimal amount, int attempts = 10, CancellationToken cancellation = default)
    {
        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            var code = codes.Next();
            await using var insert = database.CreateCommand(
                """
                INSERT INTO vouchers (code, amount) VALUES ($1, $2)
                ON CONFLICT (code) DO NOTHING
                """);
            insert.Parameters.Add(new() { Value = code });
            insert.Parameters.Add(new() { Value = amount });
            if (await insert.ExecuteNonQueryAsync(cancellation) == 1)
                return code;
        }
        throw new InvalidOperationException($"{attempts} codes in a row were taken");
    }
}
