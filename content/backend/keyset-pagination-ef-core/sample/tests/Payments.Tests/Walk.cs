namespace Payments.Tests;

/// <summary>Reads a list page by page, as a client does, and counts what it saw.</summary>
public static class Walk
{
    private const int TooMany = 20_000;

    public static async Task<List<long>> ByOffsetAsync(
        Database database, int size, Func<IReadOnlyList<long>, Task>? between = null)
    {
        var seen = new List<long>();
        for (var page = 1; page < TooMany; page++)
        {
            var ids = await database.ReadAsync(p => p.Page(page, size).Select(x => x.Id));
            seen.AddRange(ids);
            if (ids.Count < size)
                return seen;
            if (between is not null)
                await between(ids);
        }
        throw new InvalidOperationException("The walk has no end.");
    }

    public static async Task<List<long>> ByKeysetAsync(
        Database database, int size, Func<IReadOnlyList<long>, Task>? between = null,
        Func<string, string>? change = null)
    {
        var seen = new List<long>();
        PageCursor? after = null;
        for (var pages = 1; pages < TooMany; pages++)
        {
            var page = await database.PageAsync(after, size: size);
            long[] ids = [.. page.Items.Select(row => row.Id)];
            seen.AddRange(ids);
            if (page.Next is null)
                return seen;
            after = PageCursor.Parse(change?.Invoke(page.Next) ?? page.Next, null);
            if (between is not null)
                await between(ids);
        }
        throw new InvalidOperationException("The walk has no end.");
    }

    /// <summary>
    /// Compares with the rows that were there from the first page to the last; of those, each
    /// should be seen once.
    /// </summary>
    public static Outcome Compare(IReadOnlyList<long> seen, IEnumerable<long> present)
    {
        var times = seen.CountBy(id => id).ToDictionary();
        var stayed = present.ToList();
        return new(stayed.Count,
            stayed.Count(id => !times.ContainsKey(id)),
            stayed.Count(id => times.GetValueOrDefault(id) > 1));
    }
}

/// <param name="Stayed">Rows that were there all the time.</param>
public sealed record Outcome(int Stayed, int Skipped, int Doubled);
