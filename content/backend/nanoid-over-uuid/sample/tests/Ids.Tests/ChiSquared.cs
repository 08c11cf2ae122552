namespace Ids.Tests;

/// <summary>Pearson's test of "every symbol is equally likely".</summary>
internal static class ChiSquared
{
    private const double NormalQuantile = 4.7534; // exceeded once in a million

    public static double Of(string symbols, string alphabet)
    {
        var counts = new int[128];
        foreach (var symbol in symbols)
            counts[symbol]++;
        var expected = (double)symbols.Length / alphabet.Length;
        return alphabet.Sum(symbol => Math.Pow(counts[symbol] - expected, 2) / expected);
    }

    /// <summary>
    /// The value that uniform symbols exceed once in a million runs, by the approximation
    /// of Wilson and Hilferty.
    /// </summary>
    public static double Limit(int freedom)
    {
        var spread = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - spread + NormalQuantile * Math.Sqrt(spread), 3);
    }
}
