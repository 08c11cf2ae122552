using NATS.Client.Core;
using Shop.Tracing;

namespace Tracing.Tests;

/// <summary>What a caller puts into the baggage header.</summary>
[Collection(Servers.Name)]
public sealed class BaggageTests(RealServers servers)
{
    [Theory]
    [InlineData(true, "customer=alice@example.com")]
    [InlineData(false, null)]
    public async Task Baggage_of_any_caller_goes_into_the_NATS_headers_only_if_you_forward_it(
        bool forward, string? expected)
    {
        await using var shop = await RunningShop.StartAsync(servers, $"Tracing:ForwardBaggage={forward}");
        await using var nats = new NatsConnection(new NatsOpts { Url = shop.Nats.Url });
        await using var eavesdropper = await nats.SubscribeCoreAsync<string>(Subjects.Reserve);
        await nats.PingAsync();
        await shop.OrderAsync(baggage: "customer=alice%40example.com");

        var headers = (await eavesdropper.Msgs.ReadAsync()).Headers!;

        Assert.True(headers.ContainsKey("traceparent"));
        Assert.Equal(expected, headers.TryGetValue("baggage", out var value) ? Uri.UnescapeDataString(value!) : null);
    }
}
