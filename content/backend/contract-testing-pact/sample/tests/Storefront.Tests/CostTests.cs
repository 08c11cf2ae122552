using System.Diagnostics;
using System.Text.Json.Nodes;
using Offprint.Servers;
using Pacts;
using Xunit.Abstractions;

namespace Storefront.Tests;

public sealed class CostTests(ITestOutputHelper output) : IDisposable
{
    private const int Runs = 21;

    private readonly string folder = Directory.CreateTempSubdirectory("pacts-").FullName;

    [Fact]
    public async Task Recording_an_interaction_takes_milliseconds()
    {
        await RecordAsync();
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await RecordAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        var median = times[Runs / 2];
        Assert.True(median < 1000, $"{median} ms");
        var library = LibraryVersion();
        Results.Write("recording.json", new
        {
            milliseconds = Math.Round(median, 1),
            runs = Runs,
            interactions = Interactions(),
            library,
        });
        if (Environment.GetEnvironmentVariable(Server.SeenVariable) is { Length: > 0 } file)
            await File.AppendAllTextAsync(file, $"libpact_ffi {library}\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task RecordAsync()
    {
        var pact = OrdersPact.Start(new TestOutput(output), folder);
        pact.ExpectOrder(OrderStatus.Placed);
        await pact.VerifyAsync(async mock =>
        {
            using var http = new HttpClient { BaseAddress = mock.MockServerUri };
            await new OrdersClient(http).FindAsync("A-17");
        });
    }

    /// <summary>Read from the contract, since PactNet does not tell it.</summary>
    private string LibraryVersion() =>
        (string)Read(Assert.Single(Directory.GetFiles(folder)))["metadata"]!["pactRust"]!["ffi"]!;

    private static int Interactions() =>
        Read(Sample.Contract)["interactions"]!.AsArray().Count;

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;
}
