using System.Diagnostics;
using Offprint.Servers;

namespace Catalog.Tests;

/// <summary>How long a reader goes on seeing the price before the last.</summary>
[Collection(RealServers.Name)]
public sealed class WindowTests(Fixture servers) : IAsyncLifetime
{
    private const int Keys = 60, Writes = 300;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task The_stale_window_of_a_lifetime_is_the_lifetime_and_of_an_event_a_blink()
    {
        var redisOnly = new CacheAside(shop.Redis, shop.Products, Life);
        var oneLayer = await MeasureLifetimeAsync(redisOnly.GetAsync, redisOnly.GetAsync);

        var shared = shop.NewShared(Life);
        var (other, observed) = (DeafNode(shared), DeafNode(shared));
        var twoLayers = await MeasureLifetimeAsync(
            id => other.GetAsync(id), id => observed.GetAsync(id));

        var events = await MeasureEventsAsync();

        Assert.InRange(oneLayer.MaxMs, 500, 1_800);
        Assert.True(twoLayers.MaxMs > 1.2 * Life.TotalMilliseconds, $"{twoLayers}");
        Assert.True(events.MedianMs * 5 < oneLayer.MedianMs, $"{events} against {oneLayer}");
        Results.Write("windows.json", new
        {
            lifetimeMs = Life.TotalMilliseconds,
            keys = Keys,
            writes = Writes,
            oneLayer,
            twoLayers,
            events,
            medianRatio = Math.Round(oneLayer.MedianMs / events.MedianMs),
        });
    }

    /// <summary>A node that caches in both layers and hears no events.</summary>
    private CatalogNode DeafNode(SharedCache shared)
    {
        var memory = Shop.NewMemory(Life);
        memory.Trust(memory.Epoch);
        return new CatalogNode(memory, shared, shop.Products);
    }

    private async Task<Window> MeasureLifetimeAsync(
        Func<string, Task<Product?>> other, Func<string, Task<Product?>> observed)
    {
        var windows = await Task.WhenAll(Enumerable.Range(0, Keys).Select(async n =>
        {
            var random = new Random(n);
            var id = await shop.AddProductAsync();
            using var stop = new CancellationTokenSource();
            var reading = ReadUntilAsync(other, id, random.Next(1_000), stop.Token);
            await Task.Delay(random.Next(1_000));
            await observed(id);
            var writeAt = Stopwatch.StartNew();
            var wait = 1_000 + random.Next(1_000);
            while (writeAt.ElapsedMilliseconds < wait)
            {
                await observed(id);
                await Task.Delay(20);
            }
            await shop.Products.SetPriceAsync(id, 20);
            var since = Stopwatch.StartNew();
            while ((await observed(id))!.Price != 20)
                await Task.Delay(10);
            var window = since.Elapsed;
            await stop.CancelAsync();
            await reading;
            return window;
        }));
        return Window.Of(windows);
    }

    private async Task<Window> MeasureEventsAsync()
    {
        while (await shop.Relay.RunOnceAsync() > 0) { }
        await shop.StartNodeAsync();
        var observed = await shop.StartNodeAsync();
        var id = await shop.AddProductAsync();
        var windows = new List<TimeSpan>();
        for (var price = 11; price < 11 + Writes; price++)
        {
            await observed.PriceAsync(id);
            var product = await shop.Products.SetPriceAsync(id, price);
            var committed = Stopwatch.StartNew();
            var relaying = shop.Relay.RunOnceAsync();
            while (observed.Memory.TryGet(id) is { } held && held.Version < product.Version)
                await Task.Delay(1);
            windows.Add(committed.Elapsed);
            await relaying;
        }
        return Window.Of(windows);
    }

    private static async Task ReadUntilAsync(
        Func<string, Task<Product?>> read, string id, int delay, CancellationToken stop)
    {
        await Task.Delay(delay, CancellationToken.None);
        while (!stop.IsCancellationRequested)
        {
            await read(id);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private sealed record Window(double MedianMs, double P99Ms, double MaxMs)
    {
        public static Window Of(IEnumerable<TimeSpan> windows)
        {
            var sorted = windows.Select(window => window.TotalMilliseconds).Order().ToArray();
            return new Window(
                Rounded(sorted[sorted.Length / 2]),
                Rounded(sorted[(int)(sorted.Length * 0.99)]),
                Rounded(sorted[^1]));
        }

        private static double Rounded(double ms) => ms < 10 ? Math.Round(ms, 1) : Math.Round(ms);
    }
}
