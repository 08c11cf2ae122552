using System.Net;
using System.Text;
using System.Text.Json;
using Shop.Features;

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
    public async Task Every_failure_is_a_problem_document_whatever_the_client_accepts(
        string method, string path, string? body, int status)
    #endregion
    {
        foreach (var accept in new[] { null, "application/json", "text/plain" })
        {
            var response = await SendAsync(method, path, body, accept);

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("application/problem+json",
                response.Content.Headers.ContentType?.MediaType);
            var problem = await response.JsonAsync();
            Assert.Equal(status, problem.GetProperty("status").GetInt32());
            Assert.NotEmpty(problem.GetProperty("title").GetString()!);
            if (status != 400)
                continue;
            var errors = problem.GetProperty("errors").EnumerateObject().ToList();
            Assert.NotEmpty(errors);
            Assert.All(errors, field => Assert.NotEqual(0, field.Value.GetArrayLength()));
        }
    }

    [Fact]
    public async Task Errors_are_named_by_the_field_that_the_client_sent()
    {
        var lamp = await shop.AddProductAsync(stock: 5);

        var response = await shop.PlaceAsync("", (lamp, 0));

        var errors = (await response.JsonAsync()).GetProperty("errors");
        Assert.Equal(["customer", "lines[0].quantity"],
            errors.EnumerateObject().Select(field => field.Name).Order());
    }

    [Fact]
    public async Task A_rejection_has_a_status_and_a_type_that_programs_can_read()
    {
        var lamp = await shop.AddProductAsync(stock: 1);
        var unknown = new Data.Product { Name = "None", Price = 1, Stock = 1 };

        var soldOut = await shop.PlaceAsync("Ada", (lamp, 2));
        var noProduct = await shop.PlaceAsync("Ada", (unknown, 1));

        Assert.Equal(HttpStatusCode.Conflict, soldOut.StatusCode);
        Assert.Equal("https://shop.example/problems/out-of-stock",
            await soldOut.ProblemTypeAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, noProduct.StatusCode);
        Assert.EndsWith("/no-such-product", await noProduct.ProblemTypeAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    public async Task An_unexpected_failure_is_logged_and_its_message_kept_from_the_client(
        string? accept)
    {
        var lamp = await shop.AddProductAsync(stock: 5);
        shop.Faults.OnCommit.Before = () => throw new InvalidOperationException("the secret");
        var body = JsonSerializer.Serialize(new
        {
            customer = "Boom", lines = new[] { new { product = lamp.Id, quantity = 1 } },
        });
        shop.Errors.Messages.Clear();

        var response = await SendAsync("POST", "/orders", body, accept);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync());
        Assert.Contains(shop.Errors.Messages, message =>
            message.Contains("ExceptionHandlerMiddleware") && message.Contains("the secret"));
        Assert.Equal(5, await shop.StockAsync(lamp));
    }

    [Fact]
    public async Task A_rejected_command_is_not_logged_as_an_error()
    {
        var lamp = await shop.AddProductAsync(stock: 0);
        shop.Errors.Messages.Clear();

        Assert.Equal(HttpStatusCode.Conflict,
            (await shop.PlaceAsync("Ada", (lamp, 1))).StatusCode);

        Assert.Empty(shop.Errors.Messages);
    }

    [Fact]
    public void The_serializer_can_check_parameters_but_not_the_elements_of_a_list()
    {
        var strict = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        };
        PlaceOrder? Read(string json) => JsonSerializer.Deserialize<PlaceOrder>(json, strict);

        Assert.Throws<JsonException>(() => Read("""{ "customer": "Ada", "lines": null }"""));
        Assert.Throws<JsonException>(() => Read("""{ "customer": "Ada" }"""));
        Assert.Null(Read("""{ "customer": "Ada", "lines": [null] }""")!.Lines[0]);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body, string? accept)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await shop.Http.SendAsync(request);
    }
}
