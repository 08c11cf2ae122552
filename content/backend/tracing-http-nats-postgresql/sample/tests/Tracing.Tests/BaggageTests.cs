using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NATS.Client.Core;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
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

    [Theory]
    [InlineData(true, "customer=alice@example.com")]
    [InlineData(false, "")]
    public async Task Baggage_of_any_caller_goes_into_outgoing_HTTP_requests_only_if_you_forward_it(
        bool forward, string expected)
    {
        // Both are static; these are their defaults.
        Sdk.SetDefaultTextMapPropagator(
            new CompositeTextMapPropagator([new TraceContextPropagator(), new BaggagePropagator()]));
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateDefaultPropagator();
        var builder = WebApplication.CreateBuilder(["Urls=http://127.0.0.1:0", "Logging:LogLevel:Default=Warning"]);
        builder.Services.AddShopTracing("gateway", new TracingOptions { ForwardBaggage = forward });
        await using var app = builder.Build();
        using var next = new HttpClient();
        app.MapGet("/headers", (HttpRequest request) =>
            $"{request.Headers["traceparent"]} {Uri.UnescapeDataString($"{request.Headers["baggage"]}")}");
        app.MapGet("/call", (HttpRequest request) => next.GetStringAsync($"http://{request.Host}/headers"));
        await app.StartAsync();
        using var call = new HttpRequestMessage(HttpMethod.Get, $"{app.Urls.First()}/call");
        call.Headers.Add("baggage", "customer=alice%40example.com");
        call.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        using var caller = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });

        using var response = await caller.SendAsync(call);

        var received = (await response.Content.ReadAsStringAsync()).Split(' ');
        Assert.StartsWith("00-0af7651916cd43dd8448eb211c80319c-", received[0]);
        Assert.Equal(expected, received[1]);
    }
}
