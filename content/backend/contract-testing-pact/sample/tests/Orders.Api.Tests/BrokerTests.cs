using System.Text.Json.Nodes;
using PactNet.Exceptions;
using Pacts;
using Xunit.Abstractions;

namespace Orders.Api.Tests;

/// <summary>What the verifier asks a broker and tells it; the broker is a stand-in.</summary>
public sealed class BrokerTests(ITestOutputHelper output)
{
    private static readonly Build Ci = new("9f2c1d7", "rename-total", IsCi: true);
    private static readonly Change Renamed = new(order => order.Rename("total", "amount"));

    [Fact]
    public async Task The_selectors_arrive_at_the_broker_as_written()
    {
        await using var broker = await BrokerStandIn.StartAsync();

        var earliest = DateTime.UtcNow.AddMonths(-1).Date;
        await VerifyAsync(broker, Ci);

        var since = DateTime.Parse((string)broker.Selection!["includeWipPactsSince"]!);
        Assert.InRange(since, earliest, DateTime.UtcNow.AddMonths(-1));
        broker.Selection.Remove("includeWipPactsSince");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {
              "providerVersionBranch": "rename-total",
              "consumerVersionSelectors": [
                { "mainBranch": true },
                { "matchingBranch": true },
                { "deployedOrReleased": true }
              ],
              "includePendingStatus": true
            }
            """), broker.Selection), broker.Selection.ToJsonString());
        Assert.All(broker.Authorizations, each => Assert.Equal("Bearer secret", each));
    }

    [Fact]
    public async Task Results_are_published_for_the_commit_and_its_branch()
    {
        await using var broker = await BrokerStandIn.StartAsync();

        await VerifyAsync(broker, Ci);

        var result = Assert.Single(broker.Results);
        Assert.True((bool)result["success"]!);
        Assert.Equal("9f2c1d7", (string?)result["providerApplicationVersion"]);
        Assert.Equal(6, result["testResults"]!.AsArray().Count);
        Assert.Equal("rename-total: 9f2c1d7", Assert.Single(broker.Branches));
    }

    [Fact]
    public async Task A_developers_run_publishes_nothing()
    {
        await using var broker = await BrokerStandIn.StartAsync();

        await VerifyAsync(broker, Ci with { IsCi = false });

        Assert.Empty(broker.Results);
        Assert.Empty(broker.Branches);
    }

    [Fact]
    public async Task A_broken_contract_fails_the_build_and_is_published()
    {
        await using var broker = await BrokerStandIn.StartAsync();

        await Assert.ThrowsAsync<PactVerificationFailedException>(
            () => VerifyAsync(broker, Ci, Renamed));

        Assert.False((bool)Assert.Single(broker.Results)["success"]!);
    }

    [Fact]
    public async Task A_broken_pending_contract_is_published_and_the_build_passes()
    {
        await using var broker = await BrokerStandIn.StartAsync(pending: true);

        await VerifyAsync(broker, Ci, Renamed);

        Assert.False((bool)Assert.Single(broker.Results)["success"]!);
    }

    private async Task VerifyAsync(BrokerStandIn broker, Build build, Change? change = null)
    {
        await using var api = new ChangedApi(change);
        BrokerVerification.Verify(
            api.Start(), broker.Uri, "secret", build, new TestOutput(output));
    }
}
