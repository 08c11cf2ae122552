using Collector;

namespace Tracing.Tests;

/// <summary>One request, two processes: is it one trace?</summary>
[Collection(Servers.Name)]
public sealed class PropagationTests(RealServers servers)
{
    [Fact]
    public async Task Without_headers_a_request_is_two_traces()
    {
        await using var shop = await RunningShop.StartAsync(servers, "Tracing:Context=None");
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync(Names.Post);
        await shop.Spans.ArriveAsync(Names.Process);

        var api = Assert.Single(shop.Spans.TracesWith(Names.Post));
        var worker = Assert.Single(shop.Spans.TracesWith(Names.Process));
        Assert.All(api, span => Assert.Equal("orders-api", span.Service));
        Assert.All(worker, span => Assert.Equal("stock-worker", span.Service));
        Assert.Null(Assert.Single(worker, span => span.Name == Names.Process).ParentId);
    }

    #region one-trace
    [Fact]
    public async Task With_headers_a_request_is_one_trace()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync(Names.Post);
        await shop.Spans.ArriveAsync(Names.Process);

        var trace = Assert.Single(shop.Spans.TracesWith(Names.Post));
        Assert.Equal(
            """
            orders-api POST /orders
              orders-api INSERT orders
              orders-api request stock.reserve
                stock-worker process stock.reserve
                  stock-worker UPDATE stock
              orders-api UPDATE orders
              orders-api publish orders.placed
            """,
            Made.Tree(trace), ignoreLineEndingDifferences: true);
    }
    #endregion

    [Fact]
    public async Task The_client_s_own_source_makes_one_trace_if_the_handler_starts_an_activity()
    {
        await using var shop = await RunningShop.StartAsync(servers, "Tracing:Context=Client");
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync(Names.Post);
        await shop.Spans.ArriveAsync(Names.Process);

        var trace = Assert.Single(shop.Spans.TracesWith(Names.Post));
        Assert.Contains(trace, span => span.Name == Names.UpdateStock);
    }

    [Fact]
    public async Task With_the_client_s_source_alone_the_handler_s_statement_is_a_trace_of_its_own()
    {
        await using var shop = await RunningShop.StartAsync(servers, "Tracing:Context=ClientAlone");
        await shop.OrderAsync();
        await shop.Spans.ArriveAsync(Names.Post);
        await shop.Spans.ArriveAsync(Names.UpdateStock);

        var request = Assert.Single(shop.Spans.TracesWith(Names.Post));
        Assert.Contains(request, span => span is { Service: "stock-worker", Kind: SpanKind.Consumer });
        Assert.DoesNotContain(request, span => span.Name == Names.UpdateStock);
        Assert.Single(Assert.Single(shop.Spans.TracesWith(Names.UpdateStock)));
    }
}
