using System.Buffers;
using System.Text;

namespace Notifications;

public enum Style { Plain, Bold, Code }

/// <summary>Text as it shall be read, before any escaping.</summary>
public sealed record Span(string Text, Style Style = Style.Plain);

public static class MarkdownV2
{
    #region escape
    private static readonly SearchValues<char> Reserved =
        SearchValues.Create("_*[]()~`>#+-=|{}.!\\");

    private static readonly SearchValues<char> ReservedInCode = SearchValues.Create("`\\");

    public static string Render(IEnumerable<Span> spans) => string.Concat(spans.Select(Render));

    private static string Render(Span span) => span.Style switch
    {
        Style.Bold => $"*{Escape(span.Text, Reserved)}*",
        Style.Code => $"`{Escape(span.Text, ReservedInCode)}`",
        _ => Escape(span.Text, Reserved),
    };

    private static string Escape(string text, SearchValues<char> reserved)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
            (reserved.Contains(c) ? escaped.Append('\\') : escaped).Append(c);
        return escaped.ToString();
    }
    #endregion
}
