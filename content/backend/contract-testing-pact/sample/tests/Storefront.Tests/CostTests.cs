using System.Diagnostics;
using System.Text.Json;
using Offprint.Servers;
using Pact;

namespace Storefront.Tests;

public sealed class CostTests : IDisposable
{
    private const int Runs = 20;

    private readonly string folder = Directory.CreateTempSubdirectory("pacts-").FullName;

    [Fact]
    public async Task Recording_an_interaction_takes_milliseconds()
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            await RecordAsync();
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }

        Assert.True(fastest < TimeSpan.FromSeconds(1), $"{fastest.TotalMilliseconds} ms");
        Results.Write("recording.json", new
        {
            milliseconds = Math.Round(fastest.TotalMilliseconds, 1),
            interactions = CountInteractions(),
        });
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task RecordAsync() => new PactRecorder("Storefront", "Orders", folder).RecordAsync(
        http => new OrdersClient(http).FindAsync("A-17"), ContractTests.Look(OrderStatus.Placed));

    private static int CountInteractions()
    {
        using var contract = JsonDocument.Parse(File.ReadAllText(Sample.Contract));
        return contract.RootElement.GetProperty("interactions").GetArrayLength();
    }
}
