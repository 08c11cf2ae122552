using System.Diagnostics;
using Offprint.Servers;

namespace Catalog.Tests;

/// <summary>What each layer saves a read, and what a write pays for it.</summary>
[Collection(RealServers.Name)]
public sealed class CostTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Each_layer_is_worth_its_place()
    {
        var id = await shop.AddProductAsync();
        var node = await shop.StartNodeAsync();
        await node.PriceAsync(id);
        var product = (await shop.Products.ReadAsync(id))!;

        var memory = await MedianMicrosecondsAsync(
            () => node.Catalog.GetAsync(id), count: 200, batch: 1_000);
        var redis = await MedianMicrosecondsAsync(() => shop.Shared.TryGetAsync(id), 1_000);
        var table = await MedianMicrosecondsAsync(() => shop.Products.ReadAsync(id), 1_000);
        var plainSet = await MedianMicrosecondsAsync(
            () => shop.Redis.StringSetAsync("plain", product.ToJson(), Shop.Minute), 1_000);
        var versionedFill = await MedianMicrosecondsAsync(
            () => shop.Shared.TryFillAsync(product), 1_000);
        var commit = await MedianMicrosecondsAsync(
            () => shop.Products.SetPriceAsync(id, 11), 200);
        while (await shop.Relay.RunOnceAsync() > 0) { }
        var commitAndRelay = await MedianMicrosecondsAsync(
            () => shop.Writer.SetPriceAsync(id, 12), 200);

        Assert.True(memory * 10 < redis, $"memory {memory} µs, Redis {redis} µs");
        Results.Write("costs.json", new
        {
            readMicroseconds = new { memory = Math.Round(memory, 2), redis, table },
            fillMicroseconds = new { plainSet, versionedFill },
            writeMicroseconds = new { commit, commitAndRelay },
            relayMicroseconds = commitAndRelay - commit,
        });
    }

    private static async Task<double> MedianMicrosecondsAsync<T>(
        Func<Task<T>> action, int count, int batch = 1)
    {
        for (var i = 0; i < 50; i++)
            await action();
        var samples = new double[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var j = 0; j < batch; j++)
                await action();
            samples[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / batch;
        }
        Array.Sort(samples);
        var median = samples[count / 2];
        return median < 10 ? Math.Round(median, 2) : Math.Round(median);
    }
}
