using System.Diagnostics;
using Collector;
using Offprint.Servers;
using OpenTelemetry.Trace;
using Shop.Tracing;

namespace Tracing.Tests;

/// <summary>The decision at the head of a trace, and whether the rest of it agrees.</summary>
[Collection(Servers.Name)]
public sealed class HeadSamplingTests(RealServers servers)
{
    private const int Orders = 200;
    private const string Quarter = "Tracing:Ratio=0.25";

    #region whole
    [Fact]
    public async Task Only_a_decision_that_travels_with_every_message_keeps_traces_whole()
    {
        var own = await CountAsync(api: [Quarter], worker: [Quarter]);
        var otherRatio = await CountAsync(api: [Quarter], worker: ["Tracing:Ratio=1"]);
        var ignoring = await CountAsync(api: [Quarter], worker: ["Tracing:Ratio=1", "Tracing:AskParent=false"]);
        var client = await CountAsync(
            api: [Quarter, "Tracing:Context=Client"], worker: [Quarter, "Tracing:Context=Client"]);

        Results.Write("head.json", new { Orders, Ratio = 0.25, own, otherRatio, ignoring, client });
        foreach (var whole in (Count[])[own, otherRatio])
        {
            Assert.InRange(whole.Whole, 19, 81); // 50 are expected, and five standard deviations are 31
            Assert.Equal((0, 0), (whole.ApiOnly, whole.WorkerOnly));
        }
        Assert.Equal(Orders - ignoring.Whole, ignoring.WorkerOnly);
        Assert.Equal(0, client.ApiOnly);
        Assert.InRange(client.WorkerOnly, 10, Orders);
    }
    #endregion

    [Fact]
    public async Task A_batch_is_recorded_exactly_if_one_of_its_senders_was()
    {
        await using var shop = await RunningShop.StartAsync(servers, Quarter);
        await shop.OrderAsync(product: 1, count: Orders, atATime: 8);
        await shop.LedgerAsync(Orders);
        await shop.Spans.SettleAsync();

        var senders = shop.Spans.All.Where(span => span.Name == Names.Publish).Select(span => span.SpanId).ToHashSet();
        var batches = shop.Spans.All.Where(span => span.Name == Names.Batch).ToList();
        var linked = batches.SelectMany(batch => batch.Links).Select(link => link.SpanId).ToHashSet();
        Assert.NotEmpty(senders);
        Assert.Subset(linked, senders);
        Assert.All(batches, batch => Assert.Contains(batch.Links, link => senders.Contains(link.SpanId)));
    }

    #region linked
    [Fact]
    public void A_parent_based_ratio_alone_ignores_links_and_a_linked_sampler_asks_them()
    {
        var plain = new ParentBasedSampler(new TraceIdRatioBasedSampler(0));
        var linked = new ParentBasedSampler(new LinkedSampler(new TraceIdRatioBasedSampler(0)));
        ActivityLink[] one = [Sender(isRecorded: false), Sender(isRecorded: true)];

        Assert.Equal(SamplingDecision.Drop, Decide(plain, one));
        Assert.Equal(SamplingDecision.RecordAndSample, Decide(linked, one));
        var always = new LinkedSampler(new AlwaysOnSampler());
        Assert.Equal(SamplingDecision.Drop, Decide(always, [Sender(isRecorded: false)]));
        Assert.Equal(SamplingDecision.RecordAndSample, Decide(always, []));
    }
    #endregion

    [Fact]
    public void Most_batches_of_100_are_recorded_although_1_percent_of_their_senders_are()
    {
        const int batches = 20_000, size = 100;
        var sampler = new LinkedSampler(new AlwaysOffSampler());
        var random = new Random(13);

        var recorded = Enumerable.Range(0, batches).Count(_ => Decide(sampler,
            [.. Enumerable.Range(0, size).Select(_ => Sender(random.NextDouble() < 0.01))])
            == SamplingDecision.RecordAndSample);

        var percent = Math.Round(100.0 * recorded / batches);
        Results.Write("batches.json", new { batches, size, SendersPercent = 1, RecordedPercent = percent });
        Assert.Equal(100 * (1 - Math.Pow(0.99, size)), percent, tolerance: 2);
    }

    [Fact]
    public void The_ratio_decides_by_trace_id_so_a_higher_ratio_keeps_what_a_lower_one_does()
    {
        var (tenth, tenthElsewhere, half) = (new TraceIdRatioBasedSampler(0.1),
            new TraceIdRatioBasedSampler(0.1), new TraceIdRatioBasedSampler(0.5));
        for (var n = 0; n < 10_000; n++)
        {
            var parameters = new SamplingParameters(default, ActivityTraceId.CreateRandom(), "x", ActivityKind.Server);
            var decision = tenth.ShouldSample(parameters).Decision;
            Assert.Equal(decision, tenthElsewhere.ShouldSample(parameters).Decision);
            if (decision == SamplingDecision.RecordAndSample)
                Assert.Equal(decision, half.ShouldSample(parameters).Decision);
        }
    }

    [Fact]
    public async Task A_caller_that_sets_the_sampled_flag_decides_for_you()
    {
        await using var shop = await RunningShop.StartAsync(servers, "Tracing:Ratio=0");
        await shop.OrderAsync();
        await shop.OrderAsync(traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        await shop.LedgerAsync(2);
        await shop.Spans.ArriveAsync(Names.Process);
        await shop.Spans.SettleAsync();

        var trace = Assert.Single(shop.Spans.TracesWith(Names.Post));
        Assert.All(trace, span => Assert.Equal("0af7651916cd43dd8448eb211c80319c", span.TraceId));
        Assert.Contains(trace, span => span.Name == Names.UpdateStock);
    }

    private async Task<Count> CountAsync(string[] api, string[] worker)
    {
        await using var shop = await RunningShop.StartAsync(servers, api, worker);
        await shop.OrderAsync(product: 1, count: Orders, atATime: 8);
        await shop.LedgerAsync(Orders);
        await shop.Spans.SettleAsync();
        var traces = shop.Spans.Traces.Where(
            trace => trace.Any(span => span.Name is Names.Post or Names.UpdateStock)).ToList();
        bool Has(IEnumerable<Span> trace, string name) => trace.Any(span => span.Name == name);
        return new Count(
            traces.Count(trace => Has(trace, Names.Post) && Has(trace, Names.UpdateStock)),
            traces.Count(trace => !Has(trace, Names.UpdateStock)),
            traces.Count(trace => !Has(trace, Names.Post)));
    }

    private static ActivityLink Sender(bool isRecorded) => new(new ActivityContext(
        ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(),
        isRecorded ? ActivityTraceFlags.Recorded : ActivityTraceFlags.None, isRemote: true));

    private static SamplingDecision Decide(Sampler sampler, ActivityLink[] links) =>
        sampler.ShouldSample(new SamplingParameters(
            default, ActivityTraceId.CreateRandom(), "batch", ActivityKind.Consumer, null, links)).Decision;

    /// <param name="Whole">Traces with the request in the API and the statement in the worker.</param>
    private sealed record Count(int Whole, int ApiOnly, int WorkerOnly);
}
