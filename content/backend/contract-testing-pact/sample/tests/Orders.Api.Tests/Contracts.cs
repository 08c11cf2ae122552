using System.Text.Json.Nodes;
using Pacts;

namespace Orders.Api.Tests;

/// <summary>Contracts that differ from the recorded one, as files.</summary>
internal static class Contracts
{
    /// <summary>What the storefront will record when it reads <c>amount</c>.</summary>
    public static string WithAmount() => Edit("amount", interaction =>
    {
        var response = interaction["response"]!;
        if (response["body"]?["content"] is not JsonObject order)
            return;
        order.Rename("total", "amount");
        response["matchingRules"]!["body"]!.AsObject().Rename("$.total", "$.amount");
    });

    public static string WithUnknownState() => Edit("state", interaction =>
    {
        var state = interaction["providerStates"]![0]!;
        if ((string?)state["name"] == "no order")
            state["name"] = "a backorder";
    });

    public static string WithoutMatchers() => Edit("exact", interaction =>
        interaction["response"]!.AsObject().Remove("matchingRules"));

    /// <summary>Order A-17 is 17, as PactNet records a state's parameter "17".</summary>
    public static string WithNumericOrderNumber() => Edit("numeric", interaction =>
    {
        interaction["providerStates"]![0]!["params"]!["number"] = 17;
        var path = interaction["request"]!["path"]!;
        interaction["request"]!["path"] = ((string)path!).Replace("A-17", "17").Replace("A-99", "17");
        if (interaction["response"]!["body"]?["content"] is JsonObject order)
            order["number"] = "17";
    });

    private static string Edit(string name, Action<JsonNode> edit)
    {
        var pact = JsonNode.Parse(File.ReadAllText(Sample.Contract))!;
        foreach (var interaction in pact["interactions"]!.AsArray())
            edit(interaction!);
        var file = Path.Combine(AppContext.BaseDirectory, $"{name}.json");
        File.WriteAllText(file, pact.ToJsonString());
        return file;
    }
}
