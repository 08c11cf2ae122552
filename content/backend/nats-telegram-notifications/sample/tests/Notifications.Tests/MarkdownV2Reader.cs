using System.Text;

namespace Notifications.Tests;

/// <summary>
/// Reads MarkdownV2 as Telegram documents it (core.telegram.org/bots/api#markdownv2-style):
/// bold, italic, strikethrough and inline code. The sample sends none of it: this is for the
/// test of what becomes of unescaped text.
/// </summary>
public static class MarkdownV2Reader
{
    private const string Reserved = "_*[]()~`>#+-=|{}.!";

    /// <summary>What a reader sees, or why the text is refused.</summary>
    public static (string? Text, string? Error) Read(string markdown)
    {
        var text = new StringBuilder();
        var open = new Stack<char>();
        for (var i = 0; i < markdown.Length; i++)
        {
            var c = markdown[i];
            var inCode = open.TryPeek(out var inner) && inner == '`';
            if (c == '\\' && i + 1 < markdown.Length && markdown[i + 1] is > '\0' and <= '~')
                text.Append(markdown[++i]);
            else if (inner == c && open.Count > 0)
                open.Pop();
            else if (inCode)
                text.Append(c);
            else if (c is '*' or '_' or '~' or '`')
                open.Push(c);
            else if (Reserved.Contains(c))
                return (null, $"Character '{c}' is reserved and must be escaped with the preceding '\\'");
            else
                text.Append(c);
        }
        return open.Count > 0
            ? (null, $"Can't find end of the entity that begins with '{open.Peek()}'")
            : (text.ToString(), null);
    }
}
