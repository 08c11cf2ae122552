using System.Text.Json;

namespace Shop.Outbox;

/// <summary>What other services are told. A row exists from the commit until the stream has it.</summary>
public sealed class OutboxMessage
{
    /// <summary>Names the message on every delivery.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>
    /// The key, because EF Core sorts inserts by it: messages of one save keep their order.
    /// </summary>
    public long Seq { get; private init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }

    public static OutboxMessage Of<T>(string subject, T content) => new()
    {
        Subject = subject,
        Body = JsonSerializer.Serialize(content, JsonSerializerOptions.Web),
    };
}
