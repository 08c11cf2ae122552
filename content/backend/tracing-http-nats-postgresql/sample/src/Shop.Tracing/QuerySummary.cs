using System.Text.RegularExpressions;

namespace Shop.Tracing;

/// <summary>
/// Operation and first table of a statement, such as "UPDATE stock": a span name with few values, which
/// Npgsql can't give without parsing SQL.
/// </summary>
public static partial class QuerySummary
{
    public static string? Of(string sql)
    {
        var match = Statement().Match(sql);
        return match.Success
            ? $"{match.Groups["verb"].Value.ToUpperInvariant()} {match.Groups["table"].Value}"
            : null;
    }

    [GeneratedRegex(@"^\s*(?:(?<verb>INSERT)\s+INTO|(?<verb>DELETE)\s+FROM|(?<verb>UPDATE)|(?<verb>SELECT)\b.*?\bFROM)\s+(?<table>\w+)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Statement();
}
