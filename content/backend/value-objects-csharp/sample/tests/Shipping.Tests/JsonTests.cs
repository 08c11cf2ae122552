using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Shipping.Api;
using Traps;

namespace Shipping.Tests;

public sealed class JsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private static readonly BookShipment Request = new(CustomerId.New(), AddressId.New(),
        EmailAddress.Parse("ada@example.com"), Weight.FromKilograms(2.5m));

    [Fact]
    public void A_request_is_written_as_strings_and_read_back_equal()
    {
        var json = JsonSerializer.SerializeToNode(Request, Strict)!;

        Assert.Equal($"{Request.Customer}", (string?)json["customer"]);
        Assert.Equal("ada@example.com", (string?)json["email"]);
        Assert.Equal("2500 g", (string?)json["weight"]);
        Assert.Equal(Request, json.Deserialize<BookShipment>(Strict));
    }

    [Theory]
    [InlineData("weight", "\"2.5\"")]
    [InlineData("weight", "2.5")]
    [InlineData("weight", "\"0 g\"")]
    [InlineData("weight", "null")]
    [InlineData("email", "\"ada\"")]
    [InlineData("email", "null")]
    [InlineData("customer", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("customer", "{}")]
    public void An_invalid_property_is_rejected_with_its_path(string name, string value)
    {
        var json = JsonSerializer.SerializeToNode(Request, Strict)!;
        json[name] = JsonNode.Parse(value);

        var failure = Assert.Throws<JsonException>(() => json.Deserialize<BookShipment>(Strict));
        Assert.Equal($"$.{name}", failure.Path);
        Assert.Contains($"$.{name}", failure.Message);
    }

    [Fact]
    public void A_missing_property_becomes_a_default_unless_the_serializer_is_strict()
    {
        var json = JsonSerializer.SerializeToNode(Request, Web)!.AsObject();
        json.Remove("weight");
        json.Remove("email");

        var read = json.Deserialize<BookShipment>(Web)!;

        Assert.Equal(default, read.Weight);
        Assert.Null(read.Email);
        Assert.Throws<JsonException>(() => json.Deserialize<BookShipment>(Strict));
    }

    [Fact]
    public void A_null_for_a_class_passes_the_converter_by_unless_the_serializer_is_strict()
    {
        var json = JsonSerializer.SerializeToNode(Request, Web)!;
        json["email"] = null;

        Assert.Null(json.Deserialize<BookShipment>(Web)!.Email);
        Assert.Throws<JsonException>(() => json.Deserialize<BookShipment>(Strict));
    }

    [Fact]
    public void Without_a_converter_a_struct_is_read_as_its_default_without_an_error()
    {
        var written = JsonSerializer.Serialize(UnguardedWeight.FromGrams(2_500), Strict);

        Assert.Equal("""{"grams":2500}""", written);
        Assert.Equal(0, JsonSerializer.Deserialize<UnguardedWeight>(written, Strict).Grams);
    }

    [Fact]
    public void A_default_is_not_written()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(default(Weight)));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(new CustomerId[1]));
    }

    [Fact]
    public void Values_are_keys_of_a_dictionary_in_JSON()
    {
        var weights = new Dictionary<CustomerId, Weight>
        {
            [CustomerId.New()] = Weight.FromGrams(2_500),
        };

        var json = JsonSerializer.Serialize(weights);

        Assert.Equal($$"""{"{{weights.Keys.Single()}}":"2500 g"}""", json);
        Assert.Equal(weights, JsonSerializer.Deserialize<Dictionary<CustomerId, Weight>>(json));
    }

    [Fact]
    public void The_exported_schema_says_nothing_about_a_value_with_a_converter()
    {
        var schema = Strict.GetJsonSchemaAsNode(typeof(BookShipment));

        Assert.Equal("true", schema["properties"]!["weight"]!.ToJsonString());
    }
}
