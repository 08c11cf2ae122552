using System.Globalization;

namespace Notifications;

/// <summary>Cuts spans before they are rendered, so a style that is cut stays in both parts.</summary>
public static class MessageSplitter
{
    public const int Limit = 4096;

    /// <param name="limit">UTF-16 code units in one part, as read.</param>
    public static IReadOnlyList<IReadOnlyList<Span>> Split(
        IEnumerable<Span> spans, int limit = Limit)
    {
        var parts = new List<IReadOnlyList<Span>>();
        var part = new List<Span>();
        var room = limit;
        foreach (var span in spans)
        {
            var rest = span.Text;
            while (rest.Length > 0)
            {
                var length = rest.Length <= room ? rest.Length : Cut(rest, room, part.Count > 0);
                if (length > 0)
                    part.Add(span with { Text = rest[..length] });
                rest = rest[length..];
                room -= length;
                if (rest.Length > 0)
                    Close();
            }
        }
        Close();
        return parts;

        void Close()
        {
            // Telegram refuses a message in which there is nothing to read.
            if (part.Any(span => !string.IsNullOrWhiteSpace(span.Text)))
                parts.Add(part);
            part = [];
            room = limit;
        }
    }

    /// <summary>The best place to cut within the room: behind a line, a word, a character.</summary>
    private static int Cut(string text, int room, bool mayWait)
    {
        var within = text.AsSpan(0, room);
        var end = within.LastIndexOf('\n') + 1;
        if (end == 0)
            end = within.LastIndexOf(' ') + 1;
        return end > 0 || mayWait ? end : WholeCharacters(text, room);
    }

    /// <summary>No accent, flag or joined emoji is parted from what it belongs to.</summary>
    private static int WholeCharacters(string text, int room)
    {
        var length = 0;
        while (length < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text, length);
            if (length + next > room)
                break;
            length += next;
        }
        // A single "character" longer than a message can only be made up.
        return length > 0 ? length : char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
    }
}
