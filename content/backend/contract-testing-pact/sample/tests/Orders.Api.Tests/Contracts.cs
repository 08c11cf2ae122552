using System.Text.Json.Nodes;
using Pact;

namespace Orders.Api.Tests;

/// <summary>Contracts that differ from the recorded one, as files.</summary>
internal static class Contracts
{
    /// <summary>What the front end will record when it reads <c>amount</c>.</summary>
    public static string WithAmount() => Edit("amount", text => text.Replace("total", "amount"));

    public static string WithUnknownState() =>
        Edit("state", text => text.Replace("\"no order\"", "\"a backorder\""));

    public static string WithoutMatchers() => Edit("exact", text =>
    {
        var pact = JsonNode.Parse(text)!;
        foreach (var interaction in pact["interactions"]!.AsArray())
            interaction!["response"]!.AsObject().Remove("matchingRules");
        return pact.ToJsonString();
    });

    private static string Edit(string name, Func<string, string> edit)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{name}.json");
        File.WriteAllText(file, edit(File.ReadAllText(Sample.Contract)));
        return file;
    }
}
