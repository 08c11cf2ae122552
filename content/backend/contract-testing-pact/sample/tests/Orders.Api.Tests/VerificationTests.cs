using System.Text.Json;
using Offprint.Servers;
using Pact;

namespace Orders.Api.Tests;

public sealed class VerificationTests
{
    [Fact]
    public async Task The_API_keeps_the_recorded_contract()
    {
        var verification = await VerifyAsync(null);

        Assert.True(verification.Passed, verification.ToString());
    }

    [Fact]
    public async Task A_renamed_field_is_named_in_every_answer_that_had_it()
    {
        var verification = await VerifyAsync(new(order => order.Rename("total", "amount")));

        Assert.Equal(3, verification.Failures.Count);
        Assert.All(verification.Failures, failure => Assert.Equal(
            "Actual map is missing the following keys: total", failure.Problem));
    }

    [Fact]
    public async Task A_number_that_becomes_text_is_named_with_its_path()
    {
        var verification = await VerifyAsync(new(order =>
            order["total"] = order["total"]!.ToString()));

        Assert.Equal(3, verification.Failures.Count);
        Assert.All(verification.Failures, failure => Assert.Equal(
            ("$.total", "Expected '129.95' (String) to be a number"),
            (failure.Path, failure.Problem)));
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
        Assert.Contains("a look at an order: Shipped", failure.Interaction);
        Assert.Equal("$.status", failure.Path);
        Assert.Equal(
            "Expected 'Dispatched' (String) to be equal to 'Shipped' (String)", failure.Problem);
    }

    #region removed-status
    [Fact]
    public async Task A_removed_status_code_is_named_with_the_one_that_came_instead()
    {
        var verification = await VerifyAsync(new(Status: code => code == 409 ? 400 : code));

        var failure = Assert.Single(verification.Failures);
        Assert.Contains("a cancellation: Shipped", failure.Interaction);
        Assert.Equal("expected 409 but was 400", failure.Problem);
    }
    #endregion

    [Fact]
    public async Task Only_the_fields_that_the_front_end_reads_are_bound()
    {
        var order = JsonSerializer.SerializeToNode(new Order
        {
            Number = "A-17", Status = OrderStatus.Placed,
        }, JsonSerializerOptions.Web)!.AsObject();
        var fields = order.Select(field => field.Key).ToArray();

        var bound = new List<string>();
        foreach (var field in fields)
            if (!(await VerifyAsync(new(answer => answer.Remove(field)))).Passed)
                bound.Add(field);

        Assert.Equal(["number", "status", "total", "placedOn"], bound);
        Results.Write("fields.json", new { sent = fields.Length, bound = bound.Count });
    }

    [Fact]
    public async Task What_no_state_asks_for_is_not_seen()
    {
        var verification = await VerifyAsync(new(order =>
        {
            if ((string?)order["number"] != "A-17")
                order["status"] = "Delayed";
        }));

        Assert.True(verification.Passed, verification.ToString());
    }

    [Fact]
    public async Task A_state_that_nobody_can_set_up_fails_under_its_name()
    {
        var verification = await VerifyAsync(null, Contracts.WithUnknownState());

        var failure = Assert.Single(verification.Failures);
        Assert.Contains("Given a backorder", failure.Interaction);
    }

    [Fact]
    public async Task Exact_values_fail_on_data_that_broke_nothing()
    {
        var verification = await VerifyAsync(null, Contracts.WithoutMatchers());

        Assert.Equal(3, verification.Failures.Count);
        Assert.All(verification.Failures, failure => Assert.Equal("$.placedOn", failure.Path));
    }

    private static async Task<Verification> VerifyAsync(Change? change, string? contract = null)
    {
        await using var api = new OrdersApi(change);
        return await api.VerifyAsync(contract);
    }
}
