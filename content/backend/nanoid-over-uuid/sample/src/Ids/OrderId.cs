using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ids;

#region order-id
/// <summary>The public name of an order, as in /orders/7kq2mz9fh3wd0xc.</summary>
[JsonConverter(typeof(OrderIdJsonConverter))]
public readonly record struct OrderId : IParsable<OrderId>
{
    public const int Length = 15;

    private static readonly NanoId Generator = new(NanoId.Readable, Length);
    private static readonly SearchValues<char> Symbols =
        SearchValues.Create(NanoId.Readable);

    private readonly string? value;

    private OrderId(string value) => this.value = value;

    public static OrderId New() => new(Generator.Next());

    public static bool TryParse(
        [NotNullWhen(true)] string? text, IFormatProvider? _, out OrderId id)
    {
        var valid = text is { Length: Length }
            && !text.AsSpan().ContainsAnyExcept(Symbols);
        id = valid ? new OrderId(text!) : default;
        return valid;
    }

    public static OrderId Parse(string text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id)
            ? id
            : throw new FormatException($"\"{text}\" is not an order id");

    public override string ToString() =>
        value ?? throw new InvalidOperationException("no order has the default id");
}
#endregion

#region json
public sealed class OrderIdJsonConverter : JsonConverter<OrderId>
{
    public override OrderId Read(
        ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        OrderId.TryParse(reader.GetString(), null, out var id)
            ? id
            : throw new JsonException("not an order id");

    public override void Write(
        Utf8JsonWriter writer, OrderId id, JsonSerializerOptions options) =>
        writer.WriteStringValue(id.ToString());
}
#endregion
