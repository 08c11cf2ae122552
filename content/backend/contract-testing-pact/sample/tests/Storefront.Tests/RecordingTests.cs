using System.Text.Json;
using System.Text.Json.Nodes;
using PactNet;
using Pacts;
using Xunit.Abstractions;

namespace Storefront.Tests;

/// <summary>What happens to a contract that already exists.</summary>
public sealed class RecordingTests(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pacts-").FullName;

    [Fact]
    public async Task Recording_one_interaction_keeps_the_others()
    {
        var contract = JsonNode.Parse(File.ReadAllText(Sample.Contract))!;
        var interactions = contract["interactions"]!.AsArray();
        interactions.Remove(interactions.Single(each =>
            (string?)each!["description"] == "an order: Shipped"));
        File.WriteAllText(
            Path.Combine(folder, Path.GetFileName(Sample.Contract)), contract.ToJsonString());

        await RecordAsync(OrderStatus.Shipped);

        Assert.True(JsonNode.DeepEquals(Interactions(Sample.Contract), Interactions(Recorded)));
    }

    [Fact]
    public async Task An_interaction_that_no_test_records_any_more_stays_in_the_file()
    {
        await RecordAsync(OrderStatus.Placed);
        await RecordAsync(OrderStatus.Shipped);

        Assert.Equal(
            ["an order: Placed", "an order: Shipped"],
            Interactions(Recorded).Select(each => (string?)each!["description"]));
    }

    [Fact]
    public async Task A_changed_interaction_replaces_the_one_of_its_description_and_state()
    {
        await RecordAsync(OrderStatus.Placed);
        Assert.Equal([200], Interactions(Recorded).Select(Status));

        await RecordAsync(pact => Expect(pact, "an order: Placed", "Placed", 410));

        Assert.Equal([410], Interactions(Recorded).Select(Status));
    }

    [Fact]
    public async Task State_parameters_do_not_tell_two_interactions_apart()
    {
        await RecordAsync(pact => Expect(pact, "an order", "Placed", 200));
        await RecordAsync(pact => Expect(pact, "an order", "Shipped", 410));

        Assert.Equal([410], Interactions(Recorded).Select(Status));
    }

    [Fact]
    public async Task A_state_parameter_of_digits_is_recorded_as_a_number()
    {
        await RecordAsync(pact => Expect(pact, "an order", "17", 200));

        var state = Interactions(Recorded)[0]!["providerStates"]![0]!;
        Assert.Equal(JsonValueKind.Number, state["params"]!["status"]!.GetValueKind());
    }

    [Theory]
    [InlineData(new[] { "first", "second" }, 2)]
    [InlineData(new[] { "second", "first" }, 3)]
    public async Task Interactions_out_of_alphabetical_order_are_doubled_by_the_second_run(
        string[] descriptions, int expected)
    {
        for (var run = 0; run < 2; run++)
            await RecordAsync(pact =>
            {
                foreach (var description in descriptions)
                    Expect(pact, description, "Placed", 200, $"/orders/{description}");
            }, [.. descriptions.Select(each => $"orders/{each}")]);

        Assert.Equal(expected, Interactions(Recorded).Count);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Recorded => Assert.Single(Directory.GetFiles(folder));

    private Task RecordAsync(OrderStatus status) =>
        RecordAsync(pact => pact.ExpectOrder(status));

    private async Task RecordAsync(Action<IPactBuilderV4> expect, params string[] paths)
    {
        var pact = OrdersPact.Start(new TestOutput(output), folder);
        expect(pact);
        await pact.VerifyAsync(async mock =>
        {
            using var http = new HttpClient { BaseAddress = mock.MockServerUri };
            foreach (var path in paths.DefaultIfEmpty("orders/A-17"))
                (await http.GetAsync(path)).Dispose();
        });
    }

    private static void Expect(
        IPactBuilderV4 pact, string description, string state, ushort response,
        string path = "/orders/A-17") => pact
        .UponReceiving(description)
        .Given("an order", new Dictionary<string, string> { ["status"] = state })
        .WithRequest(HttpMethod.Get, path)
        .WillRespond()
        .WithStatus(response);

    private static int Status(JsonNode? interaction) =>
        (int)interaction!["response"]!["status"]!;

    private static JsonArray Interactions(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!["interactions"]!.AsArray();
}
