using System.Diagnostics;
using Collector;
using Offprint.Servers;

namespace Tracing.Tests;

/// <summary>Finds out why requests are slow, from their spans alone.</summary>
[Collection(Servers.Name)]
public sealed class WaterfallTests(RealServers servers)
{
    private const int Orders = 160, Locked = 7;
    private const double RecountSeconds = 1.5, SlowMs = 200;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    #region find
    [Fact]
    public async Task The_waterfall_tells_the_request_that_waits_for_a_lock_from_those_behind_it()
    {
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.OrderAsync(product: 1, count: 20, atATime: 4); // warm-up
        await shop.Spans.ArriveAsync(Names.Post, 20);
        await OrderSteadilyAsync(shop);
        await shop.Spans.ArriveAsync(Names.Post, 20 + Orders);
        await shop.Spans.ArriveAsync(Names.Recount);
        await shop.Spans.SettleAsync();

        var requests = shop.Spans.TracesWith(Names.Post).OrderBy(Start).Skip(20).ToList();
        var slow = requests.Where(trace => Root(trace).Milliseconds > SlowMs).ToList();
        var blocked = slow.Where(trace => Waterfall.Culprit(trace) is { Span.Name: Names.UpdateStock, SelfMs: > 500 }).ToList();
        var queued = slow.Where(trace => Waterfall.Culprit(trace).Span.Name == Names.Request).ToList();

        // One statement waited for the lock. The others waited for the worker.
        var first = Assert.Single(blocked);
        Assert.True(queued.Count >= slow.Count / 2, $"{queued.Count} of {slow.Count} queued");

        // The trace has the wait and not its cause: that is in another trace, and as long as the wait at least.
        var wait = first.Single(span => span.Name == Names.UpdateStock);
        var holder = Assert.Single(shop.Spans.All, span =>
            span.Service == wait.Service && span.TraceId != wait.TraceId
            && span.StartNanos < wait.StartNanos && span.EndNanos > wait.EndNanos - 100_000_000);
        Assert.Equal(Names.Recount, holder.Name);
        Assert.Contains(shop.Spans.All, span => span.ParentId == holder.SpanId && span.Name == "SELECT stock");
        Write(requests, slow, first, queued, holder);
    }
    #endregion

    [Fact]
    public void The_time_of_a_span_is_its_own_where_no_child_covers_it()
    {
        Span[] trace =
        [
            Made.Span("a", null, 0, 100), Made.Span("b", "a", 10, 50),
            Made.Span("c", "a", 40, 60), Made.Span("d", "a", 90, 130),
        ];

        var bars = Waterfall.Draw(trace);

        Assert.Equal(["a", "b", "c", "d"], bars.Select(bar => bar.Span.SpanId));
        Assert.Equal([0, 1, 1, 1], bars.Select(bar => bar.Depth));
        Assert.Equal([40, 40, 20, 40], bars.Select(bar => bar.SelfMs));
    }

    /// <summary>At a fixed rate, whether or not responses have come: a slow request delays none.</summary>
    private static async Task OrderSteadilyAsync(RunningShop shop)
    {
        var requests = new List<Task>();
        var clock = Stopwatch.StartNew();
        for (var n = 0; n < Orders; n++)
        {
            var due = n * Pace - clock.Elapsed;
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            requests.Add(n == Orders / 2 ? OrderDuringRecountAsync(shop) : shop.OrderAsync(product: n % (Locked - 1) + 1));
        }
        await Task.WhenAll(requests);
    }

    private static async Task OrderDuringRecountAsync(RunningShop shop)
    {
        await shop.RecountAsync(Locked, RecountSeconds);
        await shop.LockedAsync(Locked);
        await shop.OrderAsync(Locked);
    }

    private static ulong Start(List<Span> trace) => trace.Min(span => span.StartNanos);

    private static Span Root(List<Span> trace) => trace.Single(span => span.Name == Names.Post);

    private static void Write(List<List<Span>> requests, List<List<Span>> slow,
        List<Span> blocked, List<List<Span>> queued, Span holder)
    {
        var times = requests.Select(trace => Root(trace).Milliseconds).Order().ToList();
        var usual = requests.Where(trace => trace.Count == blocked.Count)
            .MinBy(trace => Math.Abs(Root(trace).Milliseconds - times[times.Count / 2]))!;
        var behind = queued.Where(trace => trace.Count == blocked.Count).MaxBy(trace => Root(trace).Milliseconds)!;
        Results.Write("waterfall.json", new
        {
            Requests = requests.Count,
            RatePerSecond = 1 / Pace.TotalSeconds,
            MedianMs = Math.Round(times[times.Count / 2], 1),
            P99Ms = Math.Round(times[(int)(times.Count * 0.99)]),
            SlowMs,
            Slow = slow.Count,
            Queued = queued.Count,
            QueuedSelfMs = Math.Round(Waterfall.Culprit(behind).SelfMs),
            BlockedStatementMs = Math.Round(blocked.Single(span => span.Name == Names.UpdateStock).Milliseconds),
            HolderMs = Math.Round(holder.Milliseconds),
            HolderStartsBeforeMs = Math.Round(
                (blocked.Single(span => span.Name == Names.UpdateStock).StartNanos - holder.StartNanos) / 1e6),
            Traces = new { Blocked = Bars(blocked), Queued = Bars(behind), Usual = Bars(usual) },
        });
    }

    private static object Bars(List<Span> trace) => Waterfall.Draw(trace).Select(bar => new
    {
        bar.Span.Name, bar.Span.Service, bar.Depth,
        StartMs = Math.Round(bar.StartMs, 1), Ms = Math.Round(bar.Ms, 1), SelfMs = Math.Round(bar.SelfMs, 1),
    });
}

/// <summary>Spans made by hand, and text made of spans.</summary>
public static class Made
{
    /// <summary>Services and names by depth, without the spans for opening a connection.</summary>
    public static string Tree(IReadOnlyCollection<Span> trace) => string.Join('\n', Waterfall.Draw(trace)
        .Where(bar => !bar.Span.Name.StartsWith("CONNECT"))
        .Select(bar => $"{new string(' ', 2 * bar.Depth)}{bar.Span.Service} {bar.Span.Name}"));

    public static Span Span(string id, string? parent, double startMs, double endMs,
        string trace = "0af7651916cd43dd8448eb211c80319c", bool isError = false) => new()
    {
        TraceId = trace, SpanId = id, ParentId = parent, Service = "made", Source = "made", Name = id,
        Kind = SpanKind.Internal, StartNanos = (ulong)(startMs * 1e6), EndNanos = (ulong)(endMs * 1e6),
        IsError = isError, Attributes = new Dictionary<string, object?>(), Links = [], Events = [], WireBytes = 0,
    };
}
