using System.Text.Json;
using System.Text.RegularExpressions;

namespace Notifications;

/// <summary>What the pipeline says about a document. The id is the event's own, and a key.</summary>
public sealed partial record DocumentEvent(
    string Id, string Workspace, string Document, int Pages, string[] Findings)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Null for what is not an event.</summary>
    public static DocumentEvent? TryFromJson(byte[]? json)
    {
        try
        {
            return JsonSerializer.Deserialize<DocumentEvent>(json ?? []) is
                { Id: not null, Workspace: not null, Document: not null, Findings: not null } read
                && Key().IsMatch(read.Id) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}\\z")]
    private static partial Regex Key();
}
