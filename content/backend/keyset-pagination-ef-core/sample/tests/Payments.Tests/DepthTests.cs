using Microsoft.EntityFrameworkCore;
using Offprint.Servers;

namespace Payments.Tests;

/// <summary>What a page costs at page 10, 1,000 and 100,000.</summary>
[Collection(RealPostgres.Name)]
public sealed class DepthTests(Postgres postgres)
{
    private const int Size = DeepTable.Size, Deepest = 100_000;

    [Fact]
    public async Task Offset_gets_slower_with_every_page_and_keyset_does_not()
    {
        var deep = await postgres.DeepAsync();
        var offset = new Dictionary<int, Plan>();
        var keyset = new Dictionary<int, Plan>();
        foreach (var page in DeepTable.Pages)
        {
            var cursor = await deep.CursorBeforeAsync(page);
            offset[page] = await Plan.FastestAsync(deep.Database, p => p.Page(page, Size));
            keyset[page] = await Plan.FastestAsync(deep.Database,
                p => p.After(cursor).NewestFirst().Take(Size));
            var expected = await deep.Database.ReadAsync(p => p.Page(page, Size).Select(x => x.Id));
            var actual = await deep.Database.ReadAsync(
                p => p.After(cursor).NewestFirst().Take(Size).Select(x => x.Id));
            Assert.Equal(expected, actual);
        }

        const int pages = DeepTable.Rows / Size;
        Results.Write("depth.json", new
        {
            PostgresVersion = postgres.Server.Version,
            DeepTable.Rows,
            Size,
            DeepestMb = Math.Round(offset[Deepest].Buffers * 8_192 / 1e6),
            Offset = offset.ToDictionary(p => $"page{p.Key}", p => Cost.Of(p.Value)),
            Keyset = keyset.ToDictionary(p => $"page{p.Key}", p => Cost.Of(p.Value)),
            // Every page once. An offset page costs in proportion to its number, so the average is
            // half the last.
            Export = new
            {
                pages,
                BillionRowsRead = Math.Round(pages * (pages + 1.0) / 2 * Size / 1e9),
                OffsetHours = Math.Round(pages * offset[Deepest].Ms / 2 / 3_600_000, 1),
                KeysetSeconds = Math.Round(pages * keyset[Deepest].Ms / 1_000, 1),
            },
        });
        WritePlan("offset.txt", offset[Deepest]);
        WritePlan("keyset.txt", keyset[Deepest]);
        Assert.All(keyset.Values, plan => Assert.InRange(plan.Buffers, 1, 12));
        Assert.True(offset[1_000].Buffers > 10 * offset[10].Buffers, $"{offset[1_000].Buffers}");
        Assert.True(offset[Deepest].Buffers > 50 * offset[1_000].Buffers, $"{offset[Deepest].Buffers}");
        Assert.True(offset[Deepest].Ms > 50 * keyset[Deepest].Ms,
            $"{offset[Deepest].Ms} and {keyset[Deepest].Ms} ms");
        Assert.True(keyset[Deepest].Ms < 10 * keyset[10].Ms + 1,
            $"{keyset[Deepest].Ms} and {keyset[10].Ms} ms");
    }

    [Fact]
    public async Task The_plan_seeks_to_the_cursor_and_stops_after_one_page()
    {
        var deep = await postgres.DeepAsync();
        var cursor = await deep.CursorBeforeAsync(Deepest);

        var plan = await Plan.OfAsync(deep.Database, p => p.After(cursor).NewestFirst().Take(Size));

        Assert.Contains("Index Scan Backward using \"IX_payment_created_at_id\"", plan.Text);
        Assert.Contains("Index Cond: (ROW(created_at, id) < ROW(", plan.Text);
        Assert.Contains($"(actual rows={Size} loops=1)", plan.Text);
        Assert.DoesNotContain("Filter", plan.Text);
        Assert.DoesNotContain("Sort", plan.Text);
    }

    [Fact]
    public async Task Offset_reads_all_the_rows_that_it_skips()
    {
        var deep = await postgres.DeepAsync();

        var plan = await Plan.OfAsync(deep.Database, p => p.Page(Deepest, Size));

        Assert.Contains($"(actual rows={Deepest * Size} loops=1)", plan.Text);
    }

    [Fact]
    public async Task The_previous_page_costs_as_little_as_the_next()
    {
        var deep = await postgres.DeepAsync();
        var cursor = await deep.CursorBeforeAsync(Deepest);

        var plan = await Plan.OfAsync(deep.Database, p => p.Before(cursor).OldestFirst().Take(Size));

        Assert.Contains("Index Scan using \"IX_payment_created_at_id\"", plan.Text);
        Assert.Contains("Index Cond: (ROW(created_at, id) > ROW(", plan.Text);
        Assert.InRange(plan.Buffers, 1, 12);
    }

    [Fact]
    public async Task The_same_condition_written_with_OR_reads_the_skipped_rows_too()
    {
        var deep = await postgres.DeepAsync();
        var (time, id) = await deep.CursorBeforeAsync(Deepest);

        var or = await Plan.FastestAsync(deep.Database, p => p
            .Where(x => x.CreatedAt < time || (x.CreatedAt == time && x.Id < id))
            .NewestFirst().Take(Size));
        var bounded = await Plan.FastestAsync(deep.Database, p => p
            .Where(x => x.CreatedAt <= time
                && (x.CreatedAt < time || (x.CreatedAt == time && x.Id < id)))
            .NewestFirst().Take(Size));
        var row = await Plan.FastestAsync(deep.Database,
            p => p.After(new(time, id)).NewestFirst().Take(Size));

        Results.Write("or.json", new
        {
            Or = Cost.Of(or), Bounded = Cost.Of(bounded), Row = Cost.Of(row),
            or.RowsRemoved,
        });
        Assert.True(or.RowsRemoved > 1_900_000, or.Text);
        Assert.True(or.Ms > 50 * bounded.Ms, $"{or.Ms} and {bounded.Ms} ms");
        Assert.Contains("Index Cond: (created_at <= ", bounded.Text);
        Assert.InRange(bounded.Buffers, 1, 12);
    }

    [Fact]
    public async Task Offset_on_the_index_alone_is_cheaper_and_still_grows()
    {
        var deep = await postgres.DeepAsync();

        var whole = await Plan.FastestAsync(deep.Database, p => p.Page(Deepest, Size));
        var near = await Plan.FastestAsync(deep.Database, p => p.PageByIds(1_000, Size));
        var far = await Plan.FastestAsync(deep.Database, p => p.PageByIds(Deepest, Size));

        Results.Write("ids.json", new
        {
            Whole = Cost.Of(whole), Near = Cost.Of(near), Far = Cost.Of(far),
        });
        Assert.Contains("Index Only Scan", far.Text);
        Assert.True(far.Buffers < whole.Buffers, $"{far.Buffers} and {whole.Buffers}");
        Assert.True(far.Buffers > 20 * near.Buffers, $"{far.Buffers} and {near.Buffers}");
    }

    [Fact]
    public async Task A_total_reads_the_whole_table_or_index()
    {
        var deep = await postgres.DeepAsync();
        await using var context = deep.Database.Context();

        var count = await Plan.FastestAsync(deep.Database,
            p => p.GroupBy(_ => 1).Select(all => all.Count()));
        var page = await Plan.FastestAsync(deep.Database,
            p => p.NewestFirst().Take(Size));
        var estimate = await deep.Database.ScalarAsync<float>(
            "SELECT reltuples FROM pg_class WHERE oid = 'payment'::regclass");

        Results.Write("count.json", new { Count = Cost.Of(count), Page = Cost.Of(page) });
        Assert.True(count.Buffers > 100 * page.Buffers, $"{count.Buffers}");
        Assert.InRange(estimate, DeepTable.Rows * 0.99, DeepTable.Rows * 1.01);
    }

    private static void WritePlan(string file, Plan plan)
    {
        if (Environment.GetEnvironmentVariable(Results.FolderVariable) is not { Length: > 0 } folder)
            return;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), plan.Text + "\n");
    }

    private sealed record Cost(double Ms, long Buffers)
    {
        public static Cost Of(Plan plan) => new(
            plan.Ms < 10 ? Math.Round(plan.Ms, 2) : Math.Round(plan.Ms), plan.Buffers);
    }
}
