using Microsoft.EntityFrameworkCore;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>Mixed directions and nulls.</summary>
[Collection(RealPostgres.Name)]
public sealed class OtherOrderTests(Postgres postgres)
{
    private const int Rows = 300, Size = 20;

    [Fact]
    public async Task A_row_comparison_loses_rows_when_the_directions_differ()
    {
        await using var database = await AmountsAsync();

        var seen = await WalkAsync(database, OtherOrders.LargestFirst, (p, last) => p
            .Where(x => EF.Functions.LessThan(
                ValueTuple.Create(x.Amount, x.Id), ValueTuple.Create(last.Amount, last.Id))));

        var outcome = Compare(seen);
        Assert.True(outcome.Skipped > 0 && outcome.Doubled > 0, $"{outcome}");
    }

    [Fact]
    public async Task Written_out_the_condition_shows_every_row_once_in_mixed_order()
    {
        await using var database = await AmountsAsync();

        var seen = await WalkAsync(database, OtherOrders.LargestFirst,
            (p, last) => p.AfterLargest(last.Amount, last.Id));

        Assert.Equal(await database.ReadAsync(p => p.LargestFirst().Select(x => x.Id)),
            seen.Select(x => x.Id));
    }

    [Fact]
    public async Task The_condition_for_mixed_order_seeks_in_an_index_with_the_same_directions()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(100_000, amount: "1 + i % 5000");
        await database.RunAsync("VACUUM (ANALYZE) payment");

        var plan = await Plan.OfAsync(database,
            p => p.AfterLargest(2_500, 50_000).LargestFirst().Take(Size));

        Assert.Contains("Index Scan using \"IX_payment_amount_id\"", plan.Text);
        Assert.Contains("Index Cond: (amount <= ", plan.Text);
        Assert.DoesNotContain("Sort", plan.Text);
        Assert.InRange(plan.RowsRemoved, 1, 20);
        Assert.InRange(plan.Buffers, 1, 60);
    }

    [Fact]
    public async Task A_row_comparison_never_shows_the_rows_with_null()
    {
        await using var database = await SettledAsync();

        var seen = await WalkAsync(database,
            p => p.OrderBy(x => x.SettledAt).ThenBy(x => x.Id),
            (p, last) => p.Where(x => EF.Functions.GreaterThan(
                ValueTuple.Create(x.SettledAt, x.Id),
                ValueTuple.Create(last.SettledAt, last.Id))));

        var open = await database.ScalarAsync<long>(
            "SELECT count(*) FROM payment WHERE settled_at IS NULL");
        Results.Write("nulls.json", new { Rows, Size, open, Compare(seen).Skipped });
        Assert.Equal(open, Compare(seen).Skipped);
        Assert.DoesNotContain(seen, payment => payment.SettledAt is null);
    }

    [Fact]
    public async Task A_computed_column_without_nulls_shows_them_too_and_at_the_end()
    {
        await using var database = await SettledAsync();

        var seen = await WalkAsync(database, OtherOrders.FirstSettledFirst,
            (p, last) => p.AfterSettled(last.SettledOrder, last.Id));

        Assert.Equal(new(Rows, Skipped: 0, Doubled: 0), Compare(seen));
        Assert.Equal(await database.ReadAsync(
            p => p.OrderBy(x => x.SettledAt).ThenBy(x => x.Id).Select(x => x.Id)),
            seen.Select(x => x.Id));
        Assert.Equal(DateTime.MaxValue, seen[^1].SettledOrder);
    }

    [Fact]
    public async Task The_computed_column_has_an_index_that_the_page_is_read_from()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(100_000, settledAt: $"CASE WHEN i % 3 > 0 THEN {Database.OneASecond} END");
        await database.RunAsync("VACUUM (ANALYZE) payment");

        var plan = await Plan.OfAsync(database,
            p => p.AfterSettled(DateTime.MaxValue, 50_000).FirstSettledFirst().Take(Size));

        Assert.Contains("Index Cond: (ROW(settled_order, id) > ROW('infinity'", plan.Text);
        Assert.InRange(plan.Buffers, 1, 12);
    }

    private async Task<Database> AmountsAsync()
    {
        var database = await postgres.DatabaseAsync();
        await database.FillAsync(Rows, amount: "1 + i * 7 % 25");
        return database;
    }

    private async Task<Database> SettledAsync()
    {
        var database = await postgres.DatabaseAsync();
        await database.FillAsync(Rows,
            settledAt: $"CASE WHEN i % 3 > 0 THEN {Database.OneASecond} END");
        return database;
    }

    private static async Task<List<Payment>> WalkAsync(Database database,
        Func<IQueryable<Payment>, IQueryable<Payment>> order,
        Func<IQueryable<Payment>, Payment, IQueryable<Payment>> after)
    {
        var seen = await database.ReadAsync(p => order(p).Take(Size));
        for (var page = seen; page.Count > 0 && seen.Count < 2 * Rows; seen = [.. seen, .. page])
        {
            var last = page[^1];
            page = await database.ReadAsync(p => order(after(p, last)).Take(Size));
        }
        return seen;
    }

    private static Outcome Compare(List<Payment> seen) => Walk.Compare(
        [.. seen.Select(x => x.Id)], Enumerable.Range(1, Rows).Select(id => (long)id));
}
