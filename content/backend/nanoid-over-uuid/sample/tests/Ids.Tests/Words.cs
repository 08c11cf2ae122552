using System.Globalization;

namespace Ids.Tests;

/// <summary>Numbers of two digits, as a sentence has them: 170 million, 4.6 years.</summary>
internal static class Words
{
    private static readonly (double Size, string Name)[] Counts =
    [
        (1e15, " quadrillion"), (1e12, " trillion"), (1e9, " billion"), (1e6, " million"), (1, ""),
    ];

    private static readonly (double Seconds, string Name)[] Durations =
    [
        (365.25 * 86_400, "years"), (86_400, "days"), (3_600, "hours"), (60, "minutes"),
        (1, "seconds"),
    ];

    public static string Count(double value)
    {
        var rounded = TwoDigits(value);
        var (size, name) = Counts.First(unit => rounded >= unit.Size);
        return (rounded / size).ToString("#,0.##", CultureInfo.InvariantCulture) + name;
    }

    /// <summary>How long it takes to make so many IDs.</summary>
    public static string Duration(TimeSpan each, double ids)
    {
        var seconds = each.TotalSeconds * ids;
        var (length, name) = Durations.First(unit => seconds >= 1.5 * unit.Seconds || unit.Seconds == 1);
        return $"{Count(seconds / length)} {name}";
    }

    private static double TwoDigits(double value)
    {
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        return Math.Round(value / unit) * unit;
    }
}
