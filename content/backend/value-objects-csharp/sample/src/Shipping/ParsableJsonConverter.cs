using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shipping;

/// <summary>
/// A value as a JSON string. For types whose ToString is what their TryParse reads, and whose
/// default is no value.
/// </summary>
public sealed class ParsableJsonConverter<T> : JsonConverter<T> where T : IParsable<T>
{
    #region json
    public override T Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            && T.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(TextOf(value));

    private static string TextOf(T value) => EqualityComparer<T>.Default.Equals(value, default)
        ? throw new JsonException($"This {typeof(T).Name} was never given a value.")
        : value.ToString()!;
    #endregion

    public override T ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException();

    public override void WriteAsPropertyName(
        Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(TextOf(value));
}
