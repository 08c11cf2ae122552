using Microsoft.EntityFrameworkCore;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>
/// A table with more than 100,000 pages of 20 payments. Three payments share each time, so that a
/// page may end among equals.
/// </summary>
public sealed class DeepTable(Database database)
{
    public const int Rows = 2_010_000, Size = 20;
    public static readonly int[] Pages = [10, 1_000, 100_000];

    public Database Database => database;

    public static async Task<DeepTable> CreateAsync(PostgresServer server)
    {
        var database = await Database.CreateAsync(server);
        var index = await database.ScalarAsync<string>(
            "SELECT indexdef FROM pg_indexes WHERE indexname = 'IX_payment_created_at_id'");
        await database.DropIndexesAsync();
        await database.FillAsync(Rows,
            createdAt: "timestamptz '2026-01-01 00:00:00Z' + i / 3 * interval '39 seconds'",
            account: "1 + i % 1000", amount: "1 + i % 500",
            settledAt: "timestamptz '2026-01-02 00:00:00Z' + i / 3 * interval '39 seconds'");
        await database.RunAsync(index);
        await database.RunAsync("VACUUM (ANALYZE) payment");
        return new(database);
    }

    /// <summary>Where the page before this one ends.</summary>
    public async Task<PageCursor> CursorBeforeAsync(int page)
    {
        var last = (await database.ReadAsync(payments => payments
            .NewestFirst().Skip((page - 1) * Size - 1).Take(1))).Single();
        return new(last.CreatedAt, last.Id);
    }
}
