using System.Text.RegularExpressions;
using PactNet;
using PactNet.Exceptions;
using PactNet.Verifier;
using Pacts;
using Xunit.Abstractions;

namespace Orders.Api.Tests;

/// <summary>How the verification of a contract ended, and what the verifier reported.</summary>
internal sealed partial record Verification(bool Passed, string Report)
{
    public static Task<Verification> RunAsync(
        ITestOutputHelper xunit, Change? change = null, string? contract = null) =>
        RunAsync(xunit, new ChangedApi(change), contract);

    public static async Task<Verification> RunAsync(
        ITestOutputHelper xunit, OrdersApi api, string? contract = null,
        Action<IPactVerifierSource>? configure = null)
    {
        await using var running = api;
        var address = api.Start();
        var output = new TestOutput(xunit);
        using var verifier = new PactVerifier("Orders", new PactVerifierConfig
        {
            LogLevel = PactLogLevel.Error,
            Outputters = [output],
        });
        var source = verifier
            .WithHttpEndpoint(address)
            .WithFileSource(new FileInfo(contract ?? Sample.Contract))
            .WithProviderStateUrl(new Uri(address, ProviderStates.Path));
        configure?.Invoke(source);
        try
        {
            source.Verify();
            return new(true, output.Text);
        }
        catch (PactVerificationFailedException)
        {
            return new(false, output.Text);
        }
    }

    public IReadOnlyList<Failure> Failures =>
        [.. FailurePattern().Matches(Report).Select(match => new Failure(
            match.Groups["interaction"].Value.Trim(), match.Groups["report"].Value))];

    [GeneratedRegex(
        @"^\d+\) Verifying a pact between Storefront and Orders (?<interaction>[^\n]+)\n(?<report>.*?)(?=^\d+\) |^There were )",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FailurePattern();
}

/// <param name="Interaction">State and description, as the verifier joins them.</param>
internal sealed record Failure(string Interaction, string Report);
