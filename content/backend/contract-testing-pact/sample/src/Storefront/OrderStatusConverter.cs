using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront;

/// <summary>Reads a status that this version does not know as <c>Unknown</c>.</summary>
internal sealed class OrderStatusConverter : JsonConverter<OrderStatus>
{
    public override OrderStatus Read(
        ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString() switch
        {
            "Placed" => OrderStatus.Placed,
            "Shipped" => OrderStatus.Shipped,
            "Cancelled" => OrderStatus.Cancelled,
            _ => OrderStatus.Unknown,
        };

    public override void Write(
        Utf8JsonWriter writer, OrderStatus value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
