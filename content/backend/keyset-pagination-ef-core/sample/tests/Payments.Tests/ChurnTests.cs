using Offprint.Servers;

namespace Payments.Tests;

/// <summary>Rows come and go while somebody reads the list.</summary>
[Collection(RealPostgres.Name)]
public sealed class ChurnTests(Postgres postgres)
{
    private const int Rows = 1_000, Size = 20, Changes = 3;

    [Fact]
    public async Task Inserts_double_rows_and_deletes_hide_rows_from_offset_and_not_from_keyset()
    {
        var inserts = new Both(
            await WalkAsync(Walk.ByOffsetAsync, InsertAsync),
            await WalkAsync(ByKeysetAsync, InsertAsync));
        var deletes = new Both(
            await WalkAsync(Walk.ByOffsetAsync, DeleteAsync),
            await WalkAsync(ByKeysetAsync, DeleteAsync));

        Results.Write("churn.json", new { Rows, Size, Changes, inserts, deletes });
        Assert.True(inserts.Offset.Doubled >= Changes * (Rows / Size - 1), $"{inserts}");
        Assert.Equal(0, inserts.Offset.Skipped);
        Assert.True(deletes.Offset.Skipped >= Changes * 40, $"{deletes}");
        Assert.Equal(0, deletes.Offset.Doubled);
        Assert.Equal(new(Rows, Skipped: 0, Doubled: 0), inserts.Keyset);
        Assert.Equal((0, 0), (deletes.Keyset.Skipped, deletes.Keyset.Doubled));
    }

    [Fact]
    public async Task The_row_of_the_cursor_may_be_deleted()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(60);
        var first = await database.PageAsync();
        var cursor = PageCursor.Parse(first.Next!, null);

        await database.RunAsync($"DELETE FROM payment WHERE id = {cursor.Id}");
        var second = await database.PageAsync(after: cursor);

        Assert.Equal(Enumerable.Range(21, 20).Reverse().Select(id => (long)id),
            second.Items.Select(row => row.Id));
    }

    [Fact]
    public async Task Under_writers_at_full_speed_offset_skips_or_doubles_and_keyset_does_not()
    {
        var offset = await WithWritersAsync(Walk.ByOffsetAsync);
        var keyset = await WithWritersAsync(ByKeysetAsync);

        Results.Write("writers.json", new { offset, keyset });
        Assert.True(offset.Outcome.Skipped + offset.Outcome.Doubled > 0, $"{offset}");
        Assert.Equal((0, 0), (keyset.Outcome.Skipped, keyset.Outcome.Doubled));
        Assert.All([offset, keyset], run =>
            Assert.True(run is { Inserted: > 20, Deleted: > 20 }, $"{run}"));
    }

    [Fact]
    public async Task New_rows_are_before_the_first_page_and_found_by_going_back()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(60);
        var first = await database.PageAsync();
        var second = await database.PageAsync(after: PageCursor.Parse(first.Next!, null));
        await InsertAsync(database, []);

        var back = await database.PageAsync(before: PageCursor.Parse(second.Previous!, null));
        var newest = await database.PageAsync(before: PageCursor.Parse(back.Previous!, null));

        Assert.Equal(first.Items, back.Items);
        Assert.Equal([63, 62, 61], newest.Items.Select(row => row.Id));
        Assert.Null(newest.Previous);
    }

    [Fact]
    public async Task A_row_whose_sort_value_changes_is_missed_or_seen_twice()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(60);
        Task<List<Payment>> NextAsync(Payment last) => database.ReadAsync(
            p => p.AfterLargest(last.Amount, last.Id).LargestFirst().Take(Size));
        var seen = await database.ReadAsync(p => p.LargestFirst().Take(Size));

        await database.RunAsync("UPDATE payment SET amount = 100 WHERE id = 10");
        await database.RunAsync("UPDATE payment SET amount = 0.5 WHERE id = 55");
        for (var page = await NextAsync(seen[^1]); page.Count > 0; page = await NextAsync(page[^1]))
            seen.AddRange(page);

        Assert.DoesNotContain(seen, payment => payment.Id == 10);
        Assert.Equal(2, seen.Count(payment => payment.Id == 55));
    }

    [Fact]
    public async Task A_poller_misses_a_row_that_is_committed_behind_its_cursor()
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(3);
        var insert = $"""
            INSERT INTO payment (account_id, created_at, amount) VALUES (1, now(), 1) RETURNING id
            """;

        await using var slow = await database.Source.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await using var command = slow.CreateCommand();
        command.CommandText = insert;
        var late = (long)(await command.ExecuteScalarAsync())!;
        await database.RunAsync(insert);
        var polled = await database.ReadAsync(p => p.OldestFirst().Take(10));
        var cursor = new PageCursor(polled[^1].CreatedAt, polled[^1].Id);
        await transaction.CommitAsync();
        var next = await database.ReadAsync(p => p.Before(cursor).OldestFirst().Take(10));

        Assert.DoesNotContain(polled, payment => payment.Id == late);
        Assert.Empty(next);
        Assert.Equal(1, await database.ScalarAsync<long>(
            $"SELECT count(*) FROM payment WHERE id = {late}"));
    }

    private delegate Task<List<long>> Walker(
        Database database, int size, Func<IReadOnlyList<long>, Task>? between);

    private static Task<List<long>> ByKeysetAsync(
        Database database, int size, Func<IReadOnlyList<long>, Task>? between) =>
        Walk.ByKeysetAsync(database, size, between);

    private async Task<Outcome> WalkAsync(
        Walker walk, Func<Database, IReadOnlyList<long>, Task> change)
    {
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(Rows);
        var seen = await walk(database, Size, page => change(database, page));
        return Walk.Compare(seen, await StayedAsync(database, Rows));
    }

    private static Task InsertAsync(Database database, IReadOnlyList<long> page) =>
        database.RunAsync($"""
            INSERT INTO payment (account_id, created_at, amount)
            SELECT 1, clock_timestamp(), 1 FROM generate_series(1, {Changes})
            """);

    /// <summary>Deletes rows that the reader has just seen.</summary>
    private static Task DeleteAsync(Database database, IReadOnlyList<long> page) =>
        database.RunAsync(
            $"DELETE FROM payment WHERE id IN ({string.Join(", ", page.Take(Changes))})");

    private static Task<List<long>> StayedAsync(Database database, long rows) =>
        database.ReadAsync(p => p.Where(x => x.Id <= rows).Select(x => x.Id));

    private async Task<Run> WithWritersAsync(Walker walk)
    {
        const int rows = 20_000;
        await using var database = await postgres.DatabaseAsync();
        await database.FillAsync(rows);
        using var end = new CancellationTokenSource();
        int inserted = 0, deleted = 0;
        var random = new Random(20261105);
        var writers = Task.WhenAll(
            WriteAsync(async () => inserted += await database.RunAsync(
                "INSERT INTO payment (account_id, created_at, amount) VALUES (1, now(), 1)")),
            WriteAsync(async () => deleted += await database.RunAsync(
                $"DELETE FROM payment WHERE id = {random.Next(1, rows + 1)}")));

        var seen = await walk(database, Size, null);
        await end.CancelAsync();
        await writers;
        return new(inserted, deleted, Walk.Compare(seen, await StayedAsync(database, rows)));

        async Task WriteAsync(Func<Task> write)
        {
            while (!end.IsCancellationRequested)
                await write();
        }
    }

    private sealed record Both(Outcome Offset, Outcome Keyset);

    private sealed record Run(int Inserted, int Deleted, Outcome Outcome);
}
