using System.Text;

namespace Notifications;

public enum Style { Plain, Bold, Code }

/// <summary>A piece of a message and how it looks.</summary>
public sealed record Span(string Text, Style Style = Style.Plain);

#region entities
/// <summary>A styled range of the text, counted in UTF-16 code units, as string counts.</summary>
public sealed record MessageEntity(string Type, int Offset, int Length)
{
    public static (string Text, IReadOnlyList<MessageEntity> Entities) Render(
        IEnumerable<Span> spans)
    {
        var text = new StringBuilder();
        var entities = new List<MessageEntity>();
        foreach (var span in spans)
        {
            if (span is { Style: not Style.Plain, Text.Length: > 0 })
                entities.Add(new MessageEntity(
                    span.Style.ToString().ToLowerInvariant(), text.Length, span.Text.Length));
            text.Append(span.Text);
        }
        return (text.ToString(), entities);
    }
}
#endregion
