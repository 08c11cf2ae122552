using System.ComponentModel.DataAnnotations.Schema;
using System.Text.Json;

namespace Orders;

/// <summary>A row that exists from the commit until the stream has acknowledged it.</summary>
public sealed class OutboxMessage
{
    [Column("order_id")]
    public required Guid OrderId { get; init; }

    [Column("version")]
    public required int Version { get; init; }

    [Column("type")]
    public required string Type { get; init; }

    [Column("body", TypeName = "json")]
    public required string Body { get; init; }

    [Column("seq")]
    public long Seq { get; private init; }

    [Column("created_at")]
    public DateTime CreatedAt { get; private init; }

    /// <summary>How often the stream has refused it.</summary>
    [Column("refused")]
    public int Refused { get; private init; }

    /// <summary>When the relay may try it next.</summary>
    [Column("due")]
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
