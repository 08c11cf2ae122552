using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Quotes;

/// <summary>Real work for the processor and the garbage collector: no stand-in for waiting.</summary>
public sealed class Reports
{
    private const int Rows = 400, Pages = 400, PageBytes = 10_000;

    private List<Row> live = [];

    public string Write()
    {
        var rows = new List<Row>();
        for (var n = 0; n < Rows; n++)
            rows.Add(new Row(n, $"item {n.ToString(CultureInfo.InvariantCulture)}", n * 1.25m, n % 3 == 0));
        var json = JsonSerializer.Serialize(rows.Where(row => !row.Hidden).OrderBy(row => row.Name));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
    }

    /// <summary>
    /// Four megabytes of garbage for little work, as code that builds documents makes. The list
    /// matters: the JIT takes an array that escapes from nowhere off the heap.
    /// </summary>
    public int Export()
    {
        var pages = new List<byte[]>();
        for (var page = 0; page < Pages; page++)
            pages.Add(new byte[PageBytes]);
        return pages.Sum(page => page.Length);
    }

    /// <summary>Objects that live as long as the process, as a cache's do.</summary>
    public void Keep(int objects) =>
        live = [.. Enumerable.Range(0, objects).Select(n => new Row(n, $"kept {n}", n, false))];

    private sealed record Row(int Id, string Name, decimal Price, bool Hidden);
}
