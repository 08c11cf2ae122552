using System.Text.Json;
using Offprint.Servers;

namespace Parcels.Tests;

/// <summary>Which of route, query, body and header a handler is given.</summary>
[Collection(AllTests.Name)]
public sealed class BindingTests(AllDefaults defaults) : IClassFixture<AllDefaults>
{
    #region precedence
    [Fact]
    public async Task In_FastEndpoints_the_query_overrides_the_route_and_the_route_the_body()
    {
        var all = await SeenAsync("endpoints", "/probe/1?id=3", """{ "id": 2 }""");
        var routeAndBody = await SeenAsync("endpoints", "/probe/1", """{ "id": 2 }""");

        Assert.Equal((3, 1), (Id(all), Id(routeAndBody)));
        Results.Write("binding.json", new { Endpoints = Id(all), EndpointsWithoutQuery = Id(routeAndBody) });
    }

    [Theory]
    [InlineData("controllers")]
    [InlineData("minimal")]
    public async Task Controllers_and_minimal_APIs_bind_an_id_from_its_route_alone(string style) =>
        Assert.Equal(1, Id(await SeenAsync(style, "/probe/1?id=3", """{ "id": 2 }""")));
    #endregion

    [Theory]
    [InlineData("endpoints", "/labels", 9)]
    [InlineData("endpoints", "/bodies", 2)]
    [InlineData("controllers", "/labels", 2)]
    [InlineData("minimal", "/labels", 2)]
    public async Task A_query_parameter_overrides_a_body_property_in_FastEndpoints_unless_FromBody_holds_it(
        string style, string path, int copies)
    {
        var response = await defaults[style].SendAsync("POST",
            $"{path}?copies=9&label.copies=9", """{ "text": "FRAGILE", "copies": 2 }""");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(copies, (await response.JsonAsync()).GetProperty("copies").GetInt32());
    }

    [Fact]
    public async Task RouteParam_shuts_out_the_query_and_the_body()
    {
        var seen = await SeenAsync("endpoints", "/safe/1?id=3", """{ "id": 2 }""", tenant: "shop");

        Assert.Equal((1, "shop"), (Id(seen), Tenant(seen)));
    }

    [Fact]
    public async Task An_optional_header_can_be_set_from_query_and_body_in_FastEndpoints()
    {
        var query = await SeenAsync("endpoints", "/probe/1?tenant=mallory", "{}");
        var body = await SeenAsync("endpoints", "/probe/1", """{ "tenant": "mallory" }""");
        var both = await SeenAsync("endpoints", "/probe/1?tenant=mallory", "{}", tenant: "shop");
        var controllers = await SeenAsync("controllers", "/probe/1?tenant=mallory", """{ "tenant": "mallory" }""");
        var minimal = await SeenAsync("minimal", "/probe/1?tenant=mallory", """{ "tenant": "mallory" }""");

        Assert.Equal("mallory", Tenant(query));
        Assert.Equal("mallory", Tenant(body));
        Assert.Equal("shop", Tenant(both));
        Assert.Null(Tenant(controllers));
        Assert.Null(Tenant(minimal));
    }

    [Fact]
    public async Task A_required_header_comes_from_the_header_or_not_at_all()
    {
        var forged = await defaults["endpoints"].SendAsync(
            "PUT", "/safe/1?tenant=mallory", """{ "tenant": "mallory" }""");
        var both = await SeenAsync(
            "endpoints", "/safe/1?tenant=mallory", """{ "tenant": "mallory" }""", tenant: "shop");

        Assert.Equal(400, (int)forged.StatusCode);
        Assert.Equal("shop", Tenant(both));
    }

    #region enums
    [Theory]
    [InlineData("controllers", 200)]
    [InlineData("endpoints", 200)]
    [InlineData("minimal", 400)]
    public async Task Minimal_APIs_bind_an_enum_from_the_query_in_its_exact_case_only(
        string style, int lowerCase)
    {
        var exact = await defaults[style].SendAsync("GET", "/statuses?status=Booked");
        var lower = await defaults[style].SendAsync("GET", "/statuses?status=booked");

        Assert.Equal((200, lowerCase), ((int)exact.StatusCode, (int)lower.StatusCode));
    }
    #endregion

    [Theory]
    [InlineData("controllers")]
    [InlineData("endpoints")]
    [InlineData("minimal")]
    public async Task A_body_without_a_content_type_is_415(string style)
    {
        var response = await defaults[style].SendAsync(
            "POST", "/labels", """{ "text": "FRAGILE" }""", contentType: null);

        Assert.Equal(415, (int)response.StatusCode);
    }

    private async Task<JsonElement> SeenAsync(string style, string path, string json, string? tenant = null)
    {
        var response = await defaults[style].SendAsync("PUT", path, json, tenant: tenant);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.JsonAsync();
    }

    private static int Id(JsonElement seen) => seen.GetProperty("id").GetInt32();

    private static string? Tenant(JsonElement seen) => seen.GetProperty("tenant").GetString();
}
