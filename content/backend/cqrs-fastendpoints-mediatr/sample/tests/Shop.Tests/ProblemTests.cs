using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shop.Features;
using Shop.Pipeline;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class ProblemTests(ShopServer shop)
{
    #region problems
    [Theory]
    [InlineData("POST", "/orders", """{ "customer": "", "lines": [] }""", 400)]
    [InlineData("POST", "/orders", """{ "customer": "Ada" }""", 400)]
    [InlineData("POST", "/orders", """{ "customer": "Ada", "lines": [null] }""", 400)]
    [InlineData("POST", "/orders", """{ "customer": """, 400)]
    [InlineData("POST", "/orders", "null", 400)]
    [InlineData("GET", "/orders?take=0", null, 400)]
    [InlineData("GET", "/orders?take=many", null, 400)]
    [InlineData("GET", "/orders/2f1c8f2e-7a63-4a3b-9b0e-0d8a4a1c9f10", null, 404)]
    [InlineData("DELETE", "/orders/2f1c8f2e-7a63-4a3b-9b0e-0d8a4a1c9f10", null, 404)]
    [InlineData("GET", "/no/such/page", null, 404)]
    [InlineData("PATCH", "/orders", "{}", 405)]
    public async Task Every_failure_is_a_problem_document(
        string method, string path, string? body, int status)
    #endregion
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");

        var answer = await shop.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.JsonAsync();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        if (status == 400)
            Assert.All(problem.GetProperty("errors").EnumerateObject(),
                field => Assert.Equal(JsonValueKind.Array, field.Value.ValueKind));
    }

    [Fact]
    public async Task Errors_are_named_by_the_field_that_the_client_sent()
    {
        var lamp = await shop.AddProductAsync(stock: 5);

        var answer = await shop.PlaceAsync("", (lamp, 0));

        var errors = (await answer.JsonAsync()).GetProperty("errors");
        Assert.Equal(["customer", "lines[0].quantity"],
            errors.EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public async Task A_refusal_has_a_type_that_programs_can_read()
    {
        var lamp = await shop.AddProductAsync(stock: 1);

        var answer = await shop.PlaceAsync("Ada", (lamp, 2));

        Assert.Equal("urn:shop:problem:OutOfStock",
            (await answer.JsonAsync()).GetProperty("type").GetString());
    }
}
