using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Offprint.Servers;
using PactNet;
using PactNet.Exceptions;
using PactNet.Verifier;
using Pacts;
using Xunit.Abstractions;

namespace Orders.Api.Tests;

/// <summary>Releases of the API that differ from this one, against the recorded contract.</summary>
public sealed class VerificationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_renamed_field_is_named_in_every_response_that_had_it()
    {
        var verification = await VerifyAsync(new(order => order.Rename("total", "amount")));

        Assert.Equal(3, verification.Failures.Count);
        Assert.All(verification.Failures, failure => Assert.Contains(
            "$ -> Actual map is missing the following keys: total", failure.Report));
    }

    [Fact]
    public async Task A_number_that_becomes_text_is_named_with_its_path()
    {
        var verification = await VerifyAsync(new(order =>
            order["total"] = order["total"]!.ToString()));

        Assert.Equal(3, verification.Failures.Count);
        Assert.All(verification.Failures, failure => Assert.Contains(
            "$.total -> Expected '48.5' (String) to be a number", failure.Report));
    }

    [Fact]
    public async Task A_removed_order_status_is_named_with_the_one_that_came_instead()
    {
        var verification = await VerifyAsync(new(order =>
        {
            if ((string?)order["status"] == "Shipped")
                order["status"] = "Dispatched";
        }));

        var failure = Assert.Single(verification.Failures);
        Assert.Equal("Given an order - an order: Shipped", failure.Interaction);
        Assert.Contains(
            "$.status -> Expected 'Dispatched' (String) to be equal to 'Shipped' (String)",
            failure.Report);
    }

    [Fact]
    public async Task A_removed_status_code_is_named_with_the_one_that_came_instead()
    {
        var verification = await VerifyAsync(new(Status: code => code == 409 ? 400 : code));

        var failure = Assert.Single(verification.Failures);
        Assert.Equal("Given an order - cancel an order: Shipped", failure.Interaction);
        Assert.Contains("expected 409 but was 400", failure.Report);
    }

    [Fact]
    public async Task Only_the_fields_that_the_storefront_reads_are_bound()
    {
        string[] sent = await FieldsAsync();
        Assert.Equal(
            ["number", "status", "total", "currency", "placedOn", "customer", "warehouse", "parcels"],
            sent);

        var bound = new List<string>();
        foreach (var field in sent)
            if (!(await VerifyAsync(new(order => order.Remove(field)))).Passed)
                bound.Add(field);

        Assert.Equal(["number", "status", "total", "placedOn"], bound);
        Results.Write("fields.json", new { sent = sent.Length, bound = bound.Count });
    }

    [Fact]
    public async Task A_value_that_no_state_asks_for_is_not_seen()
    {
        var delayed = 0;
        var change = new Change(order =>
        {
            if ((string?)order["number"] == "A-17")
                return;
            order["status"] = "Delayed";
            delayed++;
        });

        var verification = await VerifyAsync(change);
        Assert.True(verification.Passed, verification.Report);

        await using var api = new ChangedApi(change);
        using var http = new HttpClient { BaseAddress = api.Start() };
        await SetUpAsync(http, new { state = "an order", @params = new { number = "A-18", status = "Placed" } });
        var order = await http.GetFromJsonAsync<JsonElement>("orders/A-18");
        Assert.Equal("Delayed", order.GetProperty("status").GetString());
        Assert.Equal(1, delayed);
    }

    [Fact]
    public async Task Exact_values_fail_on_data_that_broke_nothing()
    {
        var verification = await Verification.RunAsync(
            output, contract: Contracts.WithoutMatchers());

        Assert.Equal(3, verification.Failures.Count);
        Assert.All(verification.Failures, failure =>
        {
            Assert.Contains("$.placedOn", failure.Report);
            Assert.Contains("$.total", failure.Report);
        });
    }

    [Fact]
    public async Task An_unknown_state_fails_under_its_name()
    {
        var verification = await Verification.RunAsync(
            output, contract: Contracts.WithUnknownState());

        var failure = Assert.Single(verification.Failures);
        Assert.StartsWith("Given a backorder", failure.Interaction);
    }

    [Fact]
    public async Task A_handler_that_accepts_every_state_lets_an_unknown_one_pass()
    {
        var verification = await Verification.RunAsync(
            output, new LenientApi(), Contracts.WithUnknownState());

        Assert.True(verification.Passed, verification.Report);
    }

    [Fact]
    public async Task The_verifier_cannot_reach_the_in_memory_TestServer()
    {
        await using var api = new OrdersApi();
        using var http = api.CreateClient();
        using var response = await http.GetAsync("orders/A-99");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);

        using var verifier = new PactVerifier("Orders", new PactVerifierConfig
        {
            Outputters = [new TestOutput(output)],
        });
        var source = verifier
            .WithHttpEndpoint(api.ClientOptions.BaseAddress)
            .WithFileSource(new FileInfo(Sample.Contract));
        Assert.Throws<PactVerificationFailedException>(source.Verify);
    }

    [Fact]
    public async Task A_state_without_its_parameters_is_rejected_and_is_no_server_error()
    {
        await using var api = new OrdersApi();
        using var http = new HttpClient { BaseAddress = api.Start() };

        Assert.Equal(HttpStatusCode.BadRequest,
            await SetUpAsync(http, new { state = "a backorder" }));
        Assert.Equal(HttpStatusCode.BadRequest,
            await SetUpAsync(http, new { state = "an order", @params = new { number = "A-17" } }));
        Assert.Equal(HttpStatusCode.OK,
            await SetUpAsync(http, new { state = "no order", @params = new { number = "A-17" } }));
    }

    [Fact]
    public async Task A_state_parameter_of_digits_arrives_as_a_number()
    {
        var verification = await Verification.RunAsync(
            output, contract: Contracts.WithNumericOrderNumber());

        Assert.True(verification.Passed, verification.Report);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ProviderState>(
            """{ "State": "an order", "Params": { "number": 17 } }"""));
    }

    [Fact]
    public async Task Without_a_token_a_protected_API_fails_every_interaction()
    {
        var verification = await Verification.RunAsync(output, new ProtectedApi());

        Assert.Equal(6, verification.Failures.Count);
        Assert.All(verification.Failures, failure =>
            Assert.Contains("but was 401", failure.Report));
    }

    [Fact]
    public async Task A_custom_header_gets_the_verifier_past_authentication()
    {
        var verification = await Verification.RunAsync(output, new ProtectedApi(),
            configure: source => source.WithCustomHeader("Authorization", "Bearer test-token"));

        Assert.True(verification.Passed, verification.Report);
    }

    private Task<Verification> VerifyAsync(Change change) =>
        Verification.RunAsync(output, change);

    private static async Task<string[]> FieldsAsync()
    {
        await using var api = new OrdersApi();
        using var http = new HttpClient { BaseAddress = api.Start() };
        await SetUpAsync(http, new { state = "an order", @params = new { number = "A-17", status = "Placed" } });
        var order = await http.GetFromJsonAsync<JsonElement>("orders/A-17");
        return [.. order.EnumerateObject().Select(field => field.Name)];
    }

    private static async Task<HttpStatusCode> SetUpAsync(HttpClient http, object state)
    {
        using var response = await http.PostAsJsonAsync(ProviderStates.Path, state);
        return response.StatusCode;
    }
}
