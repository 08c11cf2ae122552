using Collector;
using NATS.Client.Core;
using Shop.Tracing;

namespace Tracing.Tests;

/// <summary>A consumer that handles many messages at a time.</summary>
[Collection(Servers.Name)]
public sealed class BatchTests(RealServers servers)
{
    private const int Orders = 24;

    #region links
    [Fact]
    public async Task A_batch_links_to_the_sender_of_every_message()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.OrderAsync(product: 1, count: Orders, atATime: 8);
        await shop.LedgerAsync(Orders);
        await shop.Spans.ArriveAsync(Names.Post, Orders);
        await shop.Spans.SettleAsync();

        var batches = shop.Spans.All.Where(span => span.Name == Names.Batch).ToList();
        Assert.True(batches.Count < Orders, $"{batches.Count} batches");
        Assert.All(batches, batch => Assert.Null(batch.ParentId));
        Assert.All(batches, batch => Assert.Equal((long)batch.Links.Count, batch.Attributes["messaging.batch.message_count"]));
        Assert.Equal(
            shop.Spans.All.Where(span => span.Name == Names.Publish)
                .Select(span => new Link(span.TraceId, span.SpanId)).ToHashSet(),
            batches.SelectMany(batch => batch.Links).ToHashSet());
        Assert.Equal(Orders, batches.Sum(batch => batch.Links.Count));
    }
    #endregion

    [Fact]
    public async Task A_batch_and_its_HTTP_call_are_one_trace_over_both_processes()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.OrderAsync();
        await shop.LedgerAsync(1);
        await shop.Spans.ArriveAsync(Names.Batch);
        await shop.Spans.ArriveAsync(Names.Get);

        var trace = Assert.Single(shop.Spans.TracesWith(Names.Batch));
        Assert.Equal(
            """
            stock-worker process orders.placed
              stock-worker GET
                orders-api GET /orders
                  orders-api SELECT orders
              stock-worker INSERT ledger
            """,
            Made.Tree(trace), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task A_message_without_context_or_with_a_broken_one_is_handled_without_a_link()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await using var nats = new NatsConnection(new NatsOpts { Url = shop.Nats.Url });
        var body = $$"""{"OrderId":"{{Guid.NewGuid()}}"}""";
        await nats.PublishAsync(Subjects.Placed, "unreadable");
        await nats.PublishAsync(Subjects.Placed, body);
        await nats.PublishAsync(Subjects.Placed, body, new NatsHeaders { ["traceparent"] = "00-nonsense-01" });
        await Until.TrueAsync("two messages handled", () => Handled().Sum(Count) == 2);

        Assert.All(Handled(), batch => Assert.Empty(batch.Links));
        Assert.All(Handled(), batch => Assert.False(batch.IsError));

        IEnumerable<Span> Handled() => shop.Spans.All.Where(span => span.Name == Names.Batch);
        static long Count(Span batch) => (long)batch.Attributes["messaging.batch.message_count"]!;
    }
}
