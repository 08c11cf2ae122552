using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pact;

/// <summary>
/// Lets a client talk to Pact's mock server and writes what was said into a pact file.
/// </summary>
public sealed class PactRecorder(string consumer, string provider, string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Runs <paramref name="use"/> against a mock server that knows these interactions. They are
    /// recorded only when it succeeds and has made exactly their requests.
    /// </summary>
    /// <exception cref="PactMismatchException">Other requests were made, or not all.</exception>
    public async Task RecordAsync(Func<HttpClient, Task> use, params Interaction[] interactions)
    {
        var pact = PactFfi.NewPact(consumer, provider);
        PactFfi.WithSpecification(pact, PactFfi.SpecificationV4);
        foreach (var interaction in interactions)
            Add(pact, interaction);
        var port = PactFfi.StartMockServer(pact, "127.0.0.1", 0, "http", null);
        try
        {
            Check(port > 0, "the mock server did not start");
            using var http = new HttpClient
            {
                BaseAddress = new($"http://127.0.0.1:{port}/"),
            };
            await use(http);
            if (!await MatchedAsync(port))
                throw new PactMismatchException(Marshal.PtrToStringUTF8(
                    PactFfi.MockServerMismatches(port))!);
            Check(PactFfi.WriteFile(pact, folder, overwrite: false) == 0, "nothing was written");
        }
        finally
        {
            PactFfi.CleanupMockServer(port);
            PactFfi.FreePact(pact);
        }
    }

    /// <summary>
    /// Asks for a while: the mock server answers first and notes the match a moment later, which
    /// on a busy machine is after the client's test has ended.
    /// </summary>
    private static async Task<bool> MatchedAsync(int port)
    {
        for (var wait = Stopwatch.StartNew(); wait.Elapsed < Patience; await Task.Delay(10))
            if (PactFfi.MockServerMatched(port))
                return true;
        return false;
    }

    private static void Add(ushort pact, Interaction interaction)
    {
        var handle = PactFfi.NewInteraction(pact, interaction.Description);
        var (method, path) = interaction.Request;
        Check(PactFfi.GivenWithParams(handle, interaction.Given.Name,
            JsonSerializer.Serialize(interaction.Given.Parameters)) == 0, "state refused");
        Check(PactFfi.WithRequest(handle, method.Method, path), "request refused");
        Check(PactFfi.ResponseStatus(handle, interaction.Status), "status refused");
        if (interaction.Body is { } body)
            Check(PactFfi.WithBody(handle, PactFfi.Response, "application/json",
                JsonSerializer.Serialize(body)), "body refused");
    }

    private static void Check(bool worked, string otherwise)
    {
        if (!worked)
            throw new InvalidOperationException($"libpact_ffi: {otherwise}");
    }
}

/// <summary>The mock server's report, as JSON.</summary>
public sealed class PactMismatchException(string report) : Exception(report);
