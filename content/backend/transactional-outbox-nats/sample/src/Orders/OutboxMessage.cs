using System.Text.Json;

namespace Orders;

/// <summary>A row that is there from the commit until the stream has acknowledged it.</summary>
public sealed class OutboxMessage
{
    public required Guid OrderId { get; init; }
    public required int Version { get; init; }
    public required string Type { get; init; }
    public required string Body { get; init; }
    public long Seq { get; private init; }
    public DateTime CreatedAt { get; private init; }

    #region identity
    /// <summary>The same for every attempt: it is made of the fact, not of the attempt.</summary>
    public string MessageId => $"{OrderId:N}-{Version}";

    public string Subject => $"orders.{Type}";
    #endregion

    public static OutboxMessage From(OrderEvent happened) => new()
    {
        OrderId = happened.OrderId,
        Version = happened.Version,
        Type = happened.Type,
        Body = JsonSerializer.Serialize(happened, JsonSerializerOptions.Web),
    };
}
