using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Payments.Tests;

/// <summary>What EXPLAIN (ANALYZE, BUFFERS) says about the statement that EF Core sends.</summary>
/// <param name="Buffers">Pages asked for, in PostgreSQL's cache or not; a page counts each time.</param>
public sealed partial record Plan(string Text, double Ms, long Buffers)
{
    // Without a clock reading for each row, which would slow the deep pages down.
    private const string Prefix = "EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) ";

    public static async Task<Plan> OfAsync<T>(
        Database database, Func<IQueryable<Payment>, IQueryable<T>> query)
    {
        await using var context = database.Context();
        await context.Database.OpenConnectionAsync();
        await using var command = query(context.Payments).CreateDbCommand();
        command.CommandText = Prefix + command.CommandText;
        command.CommandTimeout = 300;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
            lines.Add(reader.GetString(0));
        return Read(string.Join('\n', lines));
    }

    /// <summary>The fastest of several, since other work on the machine can only slow one down.</summary>
    public static async Task<Plan> FastestAsync<T>(
        Database database, Func<IQueryable<Payment>, IQueryable<T>> query, int runs = 5)
    {
        await OfAsync(database, query);
        var plans = new List<Plan>();
        for (var run = 0; run < runs; run++)
            plans.Add(await OfAsync(database, query));
        return plans.MinBy(plan => plan.Ms)!;
    }

    /// <summary>The rows that were read and thrown away.</summary>
    public long RowsRemoved => RemovedRows().Matches(Text)
        .Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    private static Plan Read(string text) => new(
        text,
        double.Parse(ExecutionTime().Match(text).Groups[1].Value, CultureInfo.InvariantCulture),
        // The first line is that of the uppermost node, which includes those below.
        PageCounts().Matches(FirstBuffers().Match(text).Value)
            .Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"Execution Time: ([\d.]+) ms")]
    private static partial Regex ExecutionTime();

    [GeneratedRegex(@"Buffers: shared .*")]
    private static partial Regex FirstBuffers();

    [GeneratedRegex(@"(?:hit|read)=(\d+)")]
    private static partial Regex PageCounts();

    [GeneratedRegex(@"Rows Removed by Filter: (\d+)")]
    private static partial Regex RemovedRows();
}
