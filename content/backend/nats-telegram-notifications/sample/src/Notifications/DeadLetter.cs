using System.Text.Json;

namespace Notifications;

/// <summary>An event that nobody could deliver, as it was, and why.</summary>
public sealed record DeadLetter(string Subject, string Reason, byte[] Event)
{
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static DeadLetter FromJson(byte[] json) => JsonSerializer.Deserialize<DeadLetter>(json)!;
}
