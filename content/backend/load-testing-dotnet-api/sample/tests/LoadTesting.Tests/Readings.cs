using System.Diagnostics;
using LoadGenerator;
using Quotes;

namespace LoadTesting.Tests;

/// <summary>What the API's recorder read, in order.</summary>
public sealed class Readings(IReadOnlyList<Reading> all)
{
    public IReadOnlyList<Reading> All => all;

    public Reading First => all[0];

    public Reading Last => all[^1];

    public Readings During(Report run) => Between(run.Started, run.Ended);

    public Readings Between(long from, long until)
    {
        var inside = all.Where(one => one.At >= from && one.At <= until).ToList();
        Assert.True(inside.Count > 1, "no readings in this time");
        return new(inside);
    }

    public double Seconds => Stopwatch.GetElapsedTime(First.At, Last.At).TotalSeconds;

    /// <summary>Between a reading and the next.</summary>
    public double LongestGapSeconds => all.Zip(all.Skip(1),
        (one, next) => Stopwatch.GetElapsedTime(one.At, next.At).TotalSeconds).Max();

    /// <summary>Each reading counts for the time until the next.</summary>
    public double Average(Func<Reading, double> value)
    {
        double sum = 0;
        for (var n = 1; n < all.Count; n++)
            sum += value(all[n - 1]) * Stopwatch.GetElapsedTime(all[n - 1].At, all[n].At).TotalSeconds;
        return sum / Seconds;
    }

    public double Most(Func<Reading, double> value) => all.Max(value);

    public double Median(Func<Reading, double> value) =>
        all.Select(value).Order().ElementAt(all.Count / 2);

    public double Gained(Func<Reading, double> value) => value(Last) - value(First);
}
