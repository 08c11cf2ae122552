using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shipping.Api;
using Shipping.Persistence;

namespace Shipping.Tests;

[Collection(DatabaseTests.Name)]
public sealed class ApiTests(Database database)
{
    [Fact]
    public async Task What_is_posted_is_found_by_its_ID_and_by_another_spelling_of_the_email()
    {
        await using var api = await StartAsync();
        using var client = new HttpClient { BaseAddress = new(api.Urls.Single()) };

        using var created = await client.PostAsJsonAsync("/shipments", Body());
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        var found = await client.GetFromJsonAsync<ShipmentView>(created.Headers.Location);
        Assert.Equal(Weight.FromGrams(2_500), found!.Weight);
        Assert.Equal(6.90m, found.Fee);
        var sameEmail = await client.GetFromJsonAsync<ShipmentView[]>(
            "/shipments?email=ADA%40example.com");
        Assert.Equal(found, Assert.Single(sameEmail!));
    }

    [Theory]
    [InlineData("/shipments/17")]
    [InlineData("/shipments/00000000-0000-0000-0000-000000000000")]
    [InlineData("/shipments?email=ada")]
    [InlineData("/shipments")]
    public async Task An_invalid_value_in_a_URL_gets_400(string url)
    {
        await using var api = await StartAsync();
        using var client = new HttpClient { BaseAddress = new(api.Urls.Single()) };

        using var response = await client.GetAsync(url);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("weight", "\"2.5\"")]
    [InlineData("email", "\"ada\"")]
    [InlineData("email", "null")]
    [InlineData("customer", null)]
    public async Task An_invalid_or_missing_value_in_a_body_gets_400_and_stores_nothing(
        string name, string? json)
    {
        await using var api = await StartAsync();
        using var client = new HttpClient { BaseAddress = new(api.Urls.Single()) };
        var body = Body();
        body.Remove(name);
        if (json is not null)
            body[name] = JsonNode.Parse(json);

        using var response = await client.PostAsJsonAsync("/shipments", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await using var scope = api.Services.CreateAsyncScope();
        Assert.Empty(scope.ServiceProvider.GetRequiredService<ShippingContext>().Shipments);
    }

    private static JsonObject Body() => new()
    {
        ["customer"] = $"{CustomerId.New()}",
        ["address"] = $"{AddressId.New()}",
        ["email"] = "Ada@example.com",
        ["weight"] = "2.5 kg",
    };

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddShipping(await database.CreateEmptyAsync());
        var api = builder.Build();
        api.MapShipping();
        await api.StartAsync();
        await using var scope = api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ShippingContext>()
            .Database.EnsureCreatedAsync();
        return api;
    }
}
