using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NATS.Client.Core;
using Shop.Tracing;

namespace Tracing.Tests;

/// <summary>Tracing when something is down.</summary>
[Collection(Servers.Name)]
public sealed class FailureTests(RealServers servers)
{
    private const string Later = "OTEL_BSP_SCHEDULE_DELAY=60000";

    [Fact]
    public async Task Requests_do_not_wait_for_a_collector_that_hangs()
    {
        using var hanging = new TcpListener(IPAddress.Loopback, 0);
        hanging.Start();
        var endpoint = $"OTEL_EXPORTER_OTLP_ENDPOINT=http://{hanging.LocalEndpoint}";
        await using var shop = await RunningShop.StartAsync(servers, endpoint);
        await shop.OrderAsync();
        await Until.TrueAsync("an export hangs", hanging.Pending);
        var clock = Stopwatch.StartNew();

        await shop.OrderAsync(product: 1, count: 100, atATime: 4);

        // An export gives up after ten seconds.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(9), $"{clock.Elapsed}");
    }

    [Fact]
    public async Task A_killed_process_loses_the_spans_it_has_not_exported()
    {
        await using var shop = await RunningShop.StartAsync(servers, api: [Later], worker: []);
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync(Names.Process);
        await shop.Api.KillAsync();
        await shop.Spans.SettleAsync();

        var trace = Assert.Single(shop.Spans.TracesWith(Names.Process));
        Assert.All(trace, span => Assert.Equal("stock-worker", span.Service));
    }

    [Fact]
    public async Task A_process_that_is_stopped_exports_what_it_has()
    {
        await using var shop = await RunningShop.StartAsync(servers, api: [Later], worker: []);
        await shop.OrderAsync();
        await shop.Api.StopAsync();

        await shop.Spans.ArriveAsync(Names.Post);
    }

    [Fact]
    public async Task A_reservation_that_nobody_waits_for_does_not_stop_the_worker()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await using var nats = new NatsConnection(new NatsOpts { Url = shop.Nats.Url });
        await nats.PublishAsync(Subjects.Reserve, "null");

        await shop.OrderAsync();
    }

    [Fact]
    public async Task An_exception_in_the_worker_is_an_error_in_the_one_trace()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.BreakAsync(product: 3);
        await shop.OrderAsync(product: 3, expected: 502);
        await shop.Spans.ArriveAsync(Names.Post);
        await shop.Spans.ArriveAsync(Names.Process);

        var trace = Assert.Single(shop.Spans.TracesWith(Names.Post));
        var handler = Assert.Single(trace, span => span.Name == Names.Process);
        Assert.True(handler.IsError);
        Assert.Contains("exception", handler.Events);
        Assert.Equal("Npgsql.PostgresException", handler.Attributes["error.type"]);
        var request = Assert.Single(trace, span => span.Name == Names.Request);
        Assert.True(request.IsError);
        Assert.Equal("Orders.Api.StockException", request.Attributes["error.type"]);
        Assert.True(Assert.Single(trace, span => span.Name == Names.Post).IsError);
        var statement = Assert.Single(trace, span => span.Name == Names.UpdateStock);
        Assert.Equal("P0001", statement.Attributes["db.response.status_code"]);
    }
}
