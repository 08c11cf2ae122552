using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ids;

/// <summary>The public ID of an order, as in /orders/7kq2mz9fh3wd0xc.</summary>
[JsonConverter(typeof(OrderIdJsonConverter))]
public readonly record struct OrderId : IParsable<OrderId>
{
    public const int Length = 15;

    private static readonly SearchValues<char> Symbols =
        SearchValues.Create(NanoId.Readable);

    private readonly string? value;

    private OrderId(string value) => this.value = value;

    public static OrderId New() =>
        new(RandomNumberGenerator.GetString(NanoId.Readable, Length));

    /// <summary>Takes either case, hyphens, and the letters O, I and L as digits.</summary>
    #region parse
    public static bool TryParse(
        [NotNullWhen(true)] string? text, IFormatProvider? provider, out OrderId id)
    {
        id = default;
        Span<char> symbols = stackalloc char[Length];
        var count = 0;
        foreach (var typed in text ?? "")
        {
            if (typed == '-')
                continue;

            var symbol = Normalize(typed);
            if (count == Length || !Symbols.Contains(symbol))
                return false;

            symbols[count++] = symbol;
        }

        if (text is null || count < Length)
            return false;

        id = new OrderId(new string(symbols));
        return true;
    }
    #endregion

    private static char Normalize(char typed) =>
        (char.IsAsciiLetterUpper(typed) ? (char)(typed | 0x20) : typed) switch
        {
            'o' => '0',
            'i' or 'l' => '1',
            var symbol => symbol,
        };

    public static OrderId Parse(string text, IFormatProvider? provider = null) =>
        TryParse(text, provider, out var id)
            ? id
            : throw new FormatException($"\"{text}\" is not an order ID");

    /// <summary>For the database and JSON, where default(OrderId) is a bug.</summary>
    #region text
    public string ValueOrThrow() =>
        value ?? throw new InvalidOperationException("default(OrderId) is not an ID");

    public override string ToString() => value ?? "(no ID)";
    #endregion
}

public sealed class OrderIdJsonConverter : JsonConverter<OrderId>
{
    public override OrderId Read(
        ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        OrderId.TryParse(reader.GetString(), null, out var id)
            ? id
            : throw new JsonException("not an order ID");

    public override void Write(
        Utf8JsonWriter writer, OrderId id, JsonSerializerOptions options) =>
        writer.WriteStringValue(id.ValueOrThrow());
}
