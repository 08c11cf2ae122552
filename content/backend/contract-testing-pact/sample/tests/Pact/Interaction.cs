namespace Pact;

/// <summary>One request, the answer to it, and what must be so at the provider before.</summary>
public sealed record Interaction(string Description)
{
    public required ProviderState Given { get; init; }
    public required (HttpMethod Method, string Path) Request { get; init; }
    public required ushort Status { get; init; }

    /// <summary>Written as JSON: values must be equal, those from <see cref="Match"/> match.</summary>
    public object? Body { get; init; }
}

public sealed record ProviderState(string Name, object Parameters);

/// <summary>Values of which the contract fixes the kind; the example is what a mock sends.</summary>
public static class Match
{
    public static object Number(decimal example) => Rule("number", example);

    public static object Date(string example) => Rule("date", example, "yyyy-MM-dd");

    private static Dictionary<string, object> Rule(
        string type, object value, string? format = null)
    {
        var rule = new Dictionary<string, object>
        {
            ["pact:matcher:type"] = type,
            ["value"] = value,
        };
        if (format is not null)
            rule["format"] = format;
        return rule;
    }
}
