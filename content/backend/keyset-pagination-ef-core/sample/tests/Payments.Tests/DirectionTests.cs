using Microsoft.EntityFrameworkCore;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>Next, previous, and the two ends.</summary>
[Collection(RealPostgres.Name)]
public sealed class DirectionTests(Postgres postgres)
{
    [Theory]
    [InlineData(100, 20)]
    [InlineData(100, 30)]
    [InlineData(100, 1)]
    public async Task Going_back_shows_the_same_pages_in_the_same_order(int rows, int size)
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(rows, createdAt: "timestamptz '2026-01-01 00:00:00Z' "
            + "+ i / 9 * interval '1 second'");
        var forward = new List<Page> { await database.PageAsync(size: size) };
        while (forward[^1].Next is { } next)
            forward.Add(await database.PageAsync(after: PageCursor.Parse(next, null), size: size));

        var back = new List<Page> { forward[^1] };
        while (back[^1].Previous is { } previous)
            back.Add(await database.PageAsync(
                before: PageCursor.Parse(previous, null), size: size));
        back.Reverse();

        Assert.Equal((rows + size - 1) / size, forward.Count);
        Assert.Equal(forward.Select(Show), back.Select(Show));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(20)]
    public async Task A_list_of_one_page_has_neither_next_nor_previous(int rows)
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(rows);

        var page = await database.PageAsync(size: 20);

        Assert.Equal(rows, page.Items.Count);
        Assert.Equal((null, null), (page.Previous, page.Next));
    }

    [Fact]
    public async Task Only_the_first_page_has_no_previous_and_only_the_last_has_no_next()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(50);

        var first = await database.PageAsync();
        var second = await database.PageAsync(after: PageCursor.Parse(first.Next!, null));
        var third = await database.PageAsync(after: PageCursor.Parse(second.Next!, null));

        Assert.Null(first.Previous);
        Assert.NotNull(second.Previous);
        Assert.NotNull(second.Next);
        Assert.NotNull(third.Previous);
        Assert.Null(third.Next);
        Assert.Equal(10, third.Items.Count);
    }

    [Fact]
    public async Task A_cursor_made_from_a_date_jumps_there()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(90,
            createdAt: "timestamptz '2026-01-01 00:00:00Z' + i * interval '1 day'");
        var firstOfMarch = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

        var page = await database.PageAsync(after: new(firstOfMarch, long.MaxValue), size: 3);

        Assert.Equal([firstOfMarch, firstOfMarch.AddDays(-1), firstOfMarch.AddDays(-2)],
            page.Items.Select(row => row.CreatedAt));
        Assert.NotNull(page.Previous);
    }

    [Fact]
    public async Task A_page_of_one_account_needs_the_account_first_in_the_index()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(100_000, account: "1 + i % 1000");
        await database.RunAsync("VACUUM (ANALYZE) payment");
        var cursor = new PageCursor(new(2026, 1, 1, 20, 0, 0, DateTimeKind.Utc), 72_000);
        Task<Plan> PlanAsync() => Plan.OfAsync(database, p => p
            .Where(x => x.AccountId == 7).After(cursor).NewestFirst().Take(20));

        var with = await PlanAsync();
        await database.RunAsync("DROP INDEX \"IX_payment_account_id_created_at_id\"");
        var without = await PlanAsync();

        Results.Write("account.json", new
        {
            With = with.Buffers, Without = without.Buffers, without.RowsRemoved,
        });
        Assert.Contains("Index Cond: ((account_id = 7) AND (ROW(created_at, id) < ROW(", with.Text);
        Assert.Equal(0, with.RowsRemoved);
        Assert.InRange(with.Buffers, 1, 40);
        Assert.True(without.RowsRemoved > 15_000, without.Text);
    }

    private static string Show(Page page) => string.Join(' ', page.Items.Select(row => row.Id));
}
