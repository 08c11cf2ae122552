using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Offprint.Servers;

namespace Orders.Tests;

[Collection(RealServers.Name)]
public sealed class LatencyTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_notified_relay_is_sooner_than_a_polling_one()
    {
        const int Events = 60, IntervalMs = 1_000;
        var interval = TimeSpan.FromMilliseconds(IntervalMs);
        Latency polled, notified;
        await using (await Worker.StartAsync(shop, interval))
            polled = await MeasureLatencyAsync(Events);
        await using (await Worker.StartListeningAsync(shop, interval))
            notified = await MeasureLatencyAsync(Events);

        Assert.True(notified.MedianMs * 5 < polled.MedianMs, $"{notified} against {polled}");
        Results.Write("latency.json", new { Events, IntervalMs, polled, notified });
    }

    /// <summary>From the return of SaveChanges to the arrival at a subscriber.</summary>
    private async Task<Latency> MeasureLatencyAsync(int events)
    {
        await using var subscription = await shop.Nats.SubscribeCoreAsync<string>("orders.*.placed");
        await shop.Nats.PingAsync();
        var committed = new ConcurrentDictionary<Guid, long>();
        var arrived = new ConcurrentDictionary<Guid, long>();
        var listening = Task.Run(async () =>
        {
            while (arrived.Count < events)
            {
                var body = (await subscription.Msgs.ReadAsync()).Data!;
                var id = JsonSerializer.Deserialize<OrderEvent>(body, JsonSerializerOptions.Web)!.OrderId;
                arrived.TryAdd(id, Stopwatch.GetTimestamp());
            }
        });
        var random = new Random(1);
        for (var i = 0; i < events; i++)
        {
            var id = await shop.PlaceAsync();
            committed[id] = Stopwatch.GetTimestamp();
            await Task.Delay(random.Next(100, 300));
        }
        await listening.WaitAsync(TimeSpan.FromSeconds(30));
        // A relay that is stopped before its delete would send the last ones again.
        await Eventually.TrueAsync(
            async () => await shop.CountAsync("outbox") == 0, "the outbox is empty");
        var sorted = committed.Select(c => Math.Max(
            0, Stopwatch.GetElapsedTime(c.Value, arrived[c.Key]).TotalMilliseconds)).Order().ToList();
        return new Latency(Rounded(sorted[events / 2]), Rounded(sorted[^1]));
    }

    private sealed record Latency(double MedianMs, double MaxMs);

    private static double Rounded(double ms) => Math.Round(ms, ms < 10 ? 1 : 0);
}
