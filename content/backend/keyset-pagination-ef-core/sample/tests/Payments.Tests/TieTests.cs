using Microsoft.EntityFrameworkCore;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>Payments with the same time, as an import makes them.</summary>
[Collection(RealPostgres.Name)]
public sealed class TieTests(Postgres postgres)
{
    private const int Size = 20, Rows = 100;

    // 25 payments alone, then an import of 50 with one time, then 25 alone.
    private const string Import = "timestamptz '2026-01-01 00:00:00Z' "
        + "+ CASE WHEN i BETWEEN 26 AND 75 THEN 50 ELSE i END * interval '1 second'";

    [Fact]
    public async Task A_cursor_of_the_time_alone_loses_the_rest_of_an_import()
    {
        await using var database = await ImportedAsync();
        var seen = await database.ReadAsync(p => p.NewestFirst().Take(Size));
        for (var page = seen; page.Count == Size; seen = [.. seen, .. page])
        {
            var time = page[^1].CreatedAt;
            page = await database.ReadAsync(
                p => p.Where(x => x.CreatedAt < time).NewestFirst().Take(Size));
        }

        var outcome = Walk.Compare([.. seen.Select(x => x.Id)], Ids(Rows));
        Results.Write("ties.json", new { Rows, Size, outcome });
        Assert.Equal(new(Rows, Skipped: 35, Doubled: 0), outcome);
    }

    [Fact]
    public async Task With_less_or_equal_the_walk_never_leaves_the_import()
    {
        await using var database = await ImportedAsync();
        var page = await database.ReadAsync(p => p.NewestFirst().Take(Size));
        var pages = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var time = page[^1].CreatedAt;
            page = await database.ReadAsync(
                p => p.Where(x => x.CreatedAt <= time).NewestFirst().Take(Size));
            pages.Add(string.Join(' ', page.Select(x => x.Id)));
        }

        // The first of them still comes down to the import.
        Assert.Single(pages.Skip(1).Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(49)]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(101)]
    public async Task With_the_id_as_tie_breaker_every_row_is_seen_once_in_order(int size)
    {
        await using var database = await ImportedAsync();

        var seen = await Walk.ByKeysetAsync(database, size);

        Assert.Equal(Ids(Rows).Reverse(), seen);
    }

    [Fact]
    public async Task Offset_over_ties_repeats_rows_though_nobody_writes()
    {
        await using var database = await postgres.DatabaseAsync();
        const int rows = 1_000;
        await database.FillAsync(rows, createdAt: "timestamptz '2026-01-01 00:00:00Z'");
        await database.DropIndexesAsync();

        var seen = new List<long>();
        for (var page = 0; page < rows / Size; page++)
            seen.AddRange(await database.ReadAsync(p => p.OrderByDescending(x => x.CreatedAt)
                .Skip(page * Size).Take(Size).Select(x => x.Id)));

        var outcome = Walk.Compare(seen, Ids(rows));
        Results.Write("unordered.json", new { rows, Size, outcome });
        Assert.Equal(rows, seen.Count);
        Assert.True(outcome is { Skipped: > 0, Doubled: > 0 }, $"{outcome}");
    }

    [Fact]
    public async Task Without_the_id_in_the_index_a_page_reads_the_whole_import()
    {
        const int import = 50_000;
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(import, createdAt: "timestamptz '2026-01-01 00:00:00Z'");
        await database.RunAsync("VACUUM (ANALYZE) payment");
        var cursor = new PageCursor(new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), import / 2);
        Task<Plan> PlanAsync() => Plan.OfAsync(database,
            p => p.After(cursor).NewestFirst().Take(Size));

        var with = await PlanAsync();
        await database.DropIndexesAsync();
        await database.RunAsync("CREATE INDEX ON payment (created_at)");
        // The primary key would help here by luck: all rows have one time.
        await database.RunAsync("ALTER TABLE payment DROP CONSTRAINT \"PK_payment\"");
        await database.RunAsync("VACUUM (ANALYZE) payment");
        var without = await PlanAsync();

        Results.Write("tie-index.json", new
        {
            import, With = with.Buffers, Without = without.Buffers,
        });
        Assert.InRange(with.Buffers, 1, 12);
        Assert.True(without.Buffers > 20 * with.Buffers, without.Text);
        Assert.Contains("Sort", without.Text);
    }

    [Fact]
    public async Task A_cursor_cut_to_milliseconds_skips_rows()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(Rows,
            createdAt: "timestamptz '2026-01-01 00:00:00Z' + i * interval '100 microseconds'");

        var whole = await Walk.ByKeysetAsync(database, size: 7);
        var cut = await Walk.ByKeysetAsync(database, size: 7, change: token =>
        {
            var (time, id) = PageCursor.Parse(token, null);
            return new PageCursor(
                new(time.Ticks - time.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc), id)
                .ToString();
        });

        Assert.Equal(Ids(Rows).Reverse(), whole);
        Assert.True(Walk.Compare(cut, Ids(Rows)).Skipped > 10, $"{cut.Count} rows");
    }

    private async Task<Database> ImportedAsync()
    {
        var database = await postgres.DatabaseAsync();
        await database.FillAsync(Rows, createdAt: Import);
        return database;
    }

    private static IEnumerable<long> Ids(int rows) =>
        Enumerable.Range(1, rows).Select(id => (long)id);
}
