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
        File.Copy(Sample.Contract, Path.Combine(folder, Path.GetFileName(Sample.Contract)));

        await RecordAsync(OrderStatus.Shipped);

        Assert.True(JsonNode.DeepEquals(Interactions(Sample.Contract), Interactions(Recorded)));
    }

    [Fact]
    public async Task An_interaction_that_no_test_records_any_more_stays_in_the_file()
    {
        await RecordAsync(OrderStatus.Placed);
        await RecordAsync(OrderStatus.Shipped);

        Assert.Equal(
            ["a request for an order: Placed", "a request for an order: Shipped"],
            Interactions(Recorded).Select(each => (string?)each!["description"]));
    }

    [Fact]
    public async Task An_interaction_of_the_same_name_and_state_is_replaced()
    {
        await RecordAsync(OrderStatus.Placed);
        var before = Interactions(Recorded)[0]!["response"]!["status"];
        var pact = Start();
        pact.UponReceiving("a request for an order: Placed")
            .Given("an order", new Dictionary<string, string>
            {
                ["number"] = "A-17",
                ["status"] = "Placed",
            })
            .WithRequest(HttpMethod.Get, "/orders/A-17")
            .WillRespond()
            .WithStatus(410);
        await pact.VerifyAsync(async mock =>
        {
            using var http = new HttpClient { BaseAddress = mock.MockServerUri };
            using var response = await http.GetAsync("orders/A-17");
        });

        var only = Assert.Single(Interactions(Recorded));
        Assert.Equal((200, 410), ((int)before!, (int)only!["response"]!["status"]!));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Recorded => Assert.Single(Directory.GetFiles(folder));

    private IPactBuilderV4 Start() => OrdersPact.Start(new TestOutput(output), folder);

    private async Task RecordAsync(OrderStatus status)
    {
        var pact = Start();
        pact.ExpectOrder(status);
        await pact.VerifyAsync(async mock =>
        {
            using var http = new HttpClient { BaseAddress = mock.MockServerUri };
            await new OrdersClient(http).FindAsync("A-17");
        });
    }

    private static JsonArray Interactions(string file) =>
        JsonNode.Parse(File.ReadAllText(file))!["interactions"]!.AsArray();
}
