using System.Diagnostics;
using Collector;
using Offprint.Servers;

namespace Tracing.Tests;

/// <summary>The decision at the tail of a trace, when its spans are there.</summary>
[Collection(Servers.Name)]
public sealed class TailSamplingTests(RealServers servers)
{
    #region real
    [Fact]
    public async Task Errors_and_slow_requests_of_a_real_run_are_kept_whole_and_the_rest_is_dropped()
    {
        const int usual = 200, failing = 3;
        var options = new TailOptions { Wait = TimeSpan.FromSeconds(6), Slow = TimeSpan.FromSeconds(1.5) };
        var (everything, kept) = (new Spans(), new Spans());
        var tail = new TailSampler(options, TimeProvider.System, kept.Add);
        await using var shop = await RunningShop.StartAsync(servers, [], [], span =>
        {
            everything.Add(span);
            tail.Add(span);
        });
        await shop.BreakAsync(product: 9);
        await shop.OrderAsync(product: 1, count: usual, atATime: 8);
        for (var n = 0; n < failing; n++)
            await shop.OrderAsync(product: 9, expected: 502);
        await shop.RecountAsync(product: 2, seconds: 2.5);
        await shop.LockedAsync(product: 2);
        await shop.OrderAsync(product: 2);
        await everything.ArriveAsync(Names.Post, usual + failing + 1);
        await Until.TrueAsync("every trace is decided", () =>
        {
            tail.Decide();
            return tail.BufferedSpans == 0;
        });

        var requests = everything.TracesWith(Names.Post);
        var wanted = requests.Where(trace => trace.Exists(span => span.IsError) || DurationMs(trace) >= 1_500).ToList();
        Results.Write("tail.json", new
        {
            Requests = requests.Count, Kept = kept.TracesWith(Names.Post).Count, Failed = failing,
            PeakSpans = tail.PeakSpans, WaitSeconds = options.Wait.TotalSeconds,
        });
        Assert.Equal(failing, wanted.Count(trace => trace.Exists(span => span.IsError)));
        Assert.Contains(wanted, trace => trace.Exists(span => span.Name == Names.UpdateStock && span.Milliseconds > 1_500));
        Assert.Equal(Ids(wanted), Ids(kept.TracesWith(Names.Post)));
        Assert.True(tail.DroppedTraces >= usual / 2, $"{tail.DroppedTraces} dropped");
    }
    #endregion

    [Fact]
    public void A_span_that_comes_after_the_decision_follows_it()
    {
        var (tail, time, kept) = Make(new TailOptions());
        tail.Add(Made.Span("a", null, 0, 10, trace: Id(1), isError: true));
        tail.Add(Made.Span("b", null, 0, 10, trace: Id(2)));
        time.Pass(TimeSpan.FromSeconds(31));
        tail.Decide();

        tail.Add(Made.Span("late a", "a", 10, 20, trace: Id(1)));
        tail.Add(Made.Span("late b", "b", 10, 20, trace: Id(2)));

        Assert.Equal(["a", "late a"], kept.Select(span => span.Name));
    }

    [Fact]
    public void A_trace_that_fails_after_its_decision_is_lost()
    {
        var (tail, time, kept) = Make(new TailOptions());
        tail.Add(Made.Span("a", null, 0, 10));
        time.Pass(TimeSpan.FromSeconds(31));
        tail.Decide();

        tail.Add(Made.Span("b", "a", 31_000, 32_000, isError: true));

        Assert.Empty(kept);
    }

    #region split
    [Fact]
    public void Two_collectors_that_share_a_trace_keep_a_part_of_it()
    {
        var (one, time, keptByOne) = Make(new TailOptions());
        var (two, _, keptByTwo) = Make(new TailOptions(), time);
        one.Add(Made.Span("request", null, 0, 100)); // from the API
        two.Add(Made.Span("handler", "request", 10, 90, isError: true)); // from the worker
        time.Pass(TimeSpan.FromSeconds(31));
        one.Decide();
        two.Decide();

        Assert.Empty(keptByOne);
        Assert.Equal(["handler"], keptByTwo.Select(span => span.Name));
    }
    #endregion

    [Fact]
    public void A_full_buffer_decides_its_oldest_trace_early()
    {
        var (tail, _, kept) = Make(new TailOptions { MaxSpans = 2 });
        tail.Add(Made.Span("a", null, 0, 10, trace: Id(1)));
        tail.Add(Made.Span("b", null, 0, 10, trace: Id(2)));
        tail.Add(Made.Span("c", null, 0, 10, trace: Id(3)));
        tail.Add(Made.Span("a failed", "a", 10, 20, trace: Id(1), isError: true));

        Assert.Equal(1, tail.EarlyDecisions);
        Assert.Equal(2, tail.BufferedSpans);
        Assert.Empty(kept); // the error of the first trace came too late
    }

    [Fact]
    public void A_share_of_the_other_traces_is_kept_by_trace_id()
    {
        var (one, time, keptByOne) = Make(new TailOptions { Others = 0.1 });
        var (two, _, keptByTwo) = Make(new TailOptions { Others = 0.1 }, time);
        for (var n = 0; n < 10_000; n++)
        {
            var id = ActivityTraceId.CreateRandom().ToHexString();
            one.Add(Made.Span("a", null, 0, 10, trace: id));
            two.Add(Made.Span("b", "a", 0, 10, trace: id));
        }
        time.Pass(TimeSpan.FromSeconds(31));
        one.Decide();
        two.Decide();

        Assert.InRange(keptByOne.Count, 850, 1_150);
        Assert.Equal(keptByOne.Select(span => span.TraceId), keptByTwo.Select(span => span.TraceId));
    }

    #region memory
    [Fact]
    public async Task Waiting_spans_take_memory_by_rate_and_wait()
    {
        const int traces = 5_000, requestsPerSecond = 1_000, waitSeconds = 30;
        await using var shop = await RunningShop.StartAsync(servers);
        await shop.OrderAsync(product: 1, count: 20, atATime: 1);
        await shop.Spans.ArriveAsync(Names.Post, 20);
        await shop.Spans.ArriveAsync(Names.Process, 20);
        var real = shop.Spans.TracesWith(Names.Post).MinBy(trace => trace.Count)!; // the others open connections too
        var (tail, _, _) = Make(new TailOptions());

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var n = 0; n < traces; n++)
        {
            var id = ActivityTraceId.CreateRandom().ToHexString();
            foreach (var span in real)
                tail.Add(AsReceived(span, id));
        }
        var bytesPerSpan = (GC.GetTotalMemory(forceFullCollection: true) - before) / (traces * real.Count);

        Results.Write("memory.json", new
        {
            SpansPerRequest = real.Count, BytesPerSpan = bytesPerSpan,
            WireBytesPerSpan = (int)real.Average(span => span.WireBytes),
            requestsPerSecond, waitSeconds,
            Megabytes = Math.Round((double)requestsPerSecond * waitSeconds * real.Count * bytesPerSpan / 1e6),
            WireMegabytesPerSecond = Math.Round(requestsPerSecond * real.Sum(span => span.WireBytes) / 1e6, 1),
        });
        Assert.Equal(traces * real.Count, tail.BufferedSpans);
        Assert.InRange(bytesPerSpan, 500, 10_000);
        GC.KeepAlive(tail);
    }
    #endregion

    /// <summary>A copy that shares no string with the original, as if it had come over the network.</summary>
    private static Span AsReceived(Span span, string traceId) => span with
    {
        TraceId = new string(traceId), SpanId = new string(span.SpanId), ParentId = span.ParentId is { } id ? new string(id) : null,
        Name = new string(span.Name), Links = [.. span.Links], Events = [.. span.Events],
        Attributes = span.Attributes.ToDictionary(
            pair => new string(pair.Key), pair => pair.Value is string text ? new string(text) : pair.Value),
    };

    private static double DurationMs(List<Span> trace) =>
        (trace.Max(span => span.EndNanos) - trace.Min(span => span.StartNanos)) / 1e6;

    private static string[] Ids(List<List<Span>> traces) =>
        [.. traces.SelectMany(trace => trace).Select(span => span.SpanId).Order()];

    private static (TailSampler Tail, SimulatedTime Time, List<Span> Kept) Make(
        TailOptions options, SimulatedTime? time = null)
    {
        var (clock, kept) = (time ?? new SimulatedTime(), new List<Span>());
        return (new TailSampler(options, clock, kept.Add), clock, kept);
    }

    private static string Id(int n) => $"{n:x32}";

    private sealed class SimulatedTime : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch;

        public void Pass(TimeSpan span) => now += span;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
