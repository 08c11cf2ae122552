using System.Text.Json;

namespace Orders;

/// <summary>A row that exists from the commit until the stream has acknowledged it.</summary>
public sealed class OutboxMessage
{
    public required Guid OrderId { get; init; }
    public required int Version { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
    public long Seq { get; private init; }
    public DateTime CreatedAt { get; private init; }

    /// <summary>How often the stream has refused it, and when the relay tries again.</summary>
    public int Refused { get; private init; }
    public DateTime Due { get; private init; }

    #region identity
    /// <summary>The same on every attempt: it names the event, not the attempt.</summary>
    public string MessageId => $"{OrderId:N}-{Version}";

    public string Subject => $"orders.{OrderId:N}.{Type}";
    #endregion

    public static OutboxMessage From(OrderEvent happened) => new()
    {
        OrderId = happened.OrderId,
        Version = happened.Version,
        Type = happened.Type,
        Body = JsonSerializer.Serialize(happened, JsonSerializerOptions.Web),
    };
}
