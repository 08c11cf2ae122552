using System.Text.Json;

namespace Pact;

/// <param name="Failures">One for each difference; empty when the contract is kept.</param>
public sealed record Verification(bool Passed, IReadOnlyList<Failure> Failures)
{
    public override string ToString() => string.Join('\n', Failures);

    internal static IReadOnlyList<Failure> ListFailures(string result)
    {
        using var json = JsonDocument.Parse(result);
        return json.RootElement.GetProperty("errors").EnumerateArray().SelectMany(error =>
        {
            var interaction = error.GetProperty("interaction").GetString()!;
            var mismatch = error.GetProperty("mismatch");
            return mismatch.TryGetProperty("mismatches", out var differences)
                ? differences.EnumerateArray().Select(each => new Failure(interaction,
                    each.TryGetProperty("path", out var path) ? path.GetString()! : "",
                    each.GetProperty("mismatch").GetString()!)).ToArray()
                : [new Failure(interaction, "", mismatch.GetProperty("message").GetString()!)];
        }).ToArray();
    }
}

/// <param name="Interaction">Names consumer, provider, state and description.</param>
/// <param name="Path">Where in the body; empty for the rest of an answer.</param>
public sealed record Failure(string Interaction, string Path, string Problem)
{
    public override string ToString() => $"{Interaction}: {Path} {Problem}";
}
