using System.Diagnostics;
using System.Net;
using Offprint.Servers;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Trace;

namespace Tracing.Tests;

/// <summary>What a span costs, and what tracing costs a request.</summary>
[Collection(Servers.Name)]
public sealed class CostTests(RealServers servers)
{
    private const int SpansPerRound = 20_000, SpanRounds = 15;

    #region span
    [Fact]
    public void A_span_nobody_listens_to_is_free_and_one_that_is_not_recorded_costs_a_fraction()
    {
        var silent = Measure(null, parent: null);
        var dropped = Measure(new AlwaysOffSampler(), parent: ActivityTraceFlags.None);
        var droppedRoot = Measure(new AlwaysOffSampler(), parent: null);
        var recorded = Measure(new AlwaysOnSampler(), parent: ActivityTraceFlags.Recorded);
        var exported = Measure(new AlwaysOnSampler(), parent: ActivityTraceFlags.Recorded, export: true);

        Results.Write("span.json", new
        {
            Spans = SpansPerRound, Rounds = SpanRounds, Tags = 5, silent, dropped, droppedRoot, recorded, exported,
        });
        Assert.Equal(0, silent.Bytes);
        Assert.Equal(0, dropped.Bytes);
        Assert.InRange(droppedRoot.Bytes, 1, recorded.Bytes - 1);
        Assert.True(silent.Nanoseconds * 5 < recorded.Nanoseconds, $"{silent} {recorded}");
        Assert.True(dropped.Nanoseconds < recorded.Nanoseconds, $"{dropped} {recorded}");
    }

    private static void Work(ActivitySource source)
    {
        using var span = source.StartActivity("process stock.reserve", ActivityKind.Consumer);
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag("messaging.system", "nats");
        span.SetTag("messaging.operation.name", "process");
        span.SetTag("messaging.operation.type", "process");
        span.SetTag("messaging.destination.name", "stock.reserve");
        span.SetTag("messaging.batch.message_count", 10);
    }
    #endregion

    [Fact]
    public async Task The_processor_time_of_a_request_is_recorded_with_and_without_tracing()
    {
        const int warmUp = 800, rounds = 9, orders = 100;
        await using var off = await RunningShop.StartAsync(servers, "Tracing:Enabled=false");
        await using var tenth = await RunningShop.StartAsync(servers, "Tracing:Ratio=0.1");
        await using var all = await RunningShop.StartAsync(servers);
        var milliseconds = new Dictionary<RunningShop, List<double>> { [off] = [], [tenth] = [], [all] = [] };
        foreach (var shop in milliseconds.Keys)
            await shop.OrderAsync(product: 1, count: warmUp, atATime: 4); // the runtime compiles in the background meanwhile
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (shop, times) in milliseconds)
            {
                var before = ProcessorTime(shop);
                await shop.OrderAsync(product: 1, count: orders, atATime: 2);
                times.Add((ProcessorTime(shop) - before).TotalMilliseconds / orders);
            }
        }
        await all.Spans.ArriveAsync(Names.Post, warmUp + rounds * orders);
        await all.Spans.SettleAsync();
        var spans = all.Spans.TracesWith(Names.Post).Sum(trace => trace.Count) / (double)(warmUp + rounds * orders);

        Results.Write("request.json", new
        {
            Rounds = rounds, Orders = orders, SpansPerRequest = Math.Round(spans, 1),
            OffMs = Median(off), TenthMs = Median(tenth), AllMs = Median(all),
            ExtraPercent = Math.Round(100 * (Median(all) / Median(off) - 1)),
            TenthExtraPercent = Math.Round(100 * (Median(tenth) / Median(off) - 1)),
        });
        Assert.Empty(off.Spans.All);
        Assert.InRange(spans, 7, 7.5); // some requests open a connection too
        Assert.InRange(tenth.Spans.TracesWith(Names.Post).Count, 1, (warmUp + rounds * orders) / 4);

        double Median(RunningShop shop) =>
            Math.Round(milliseconds[shop].Order().ElementAt(rounds / 2), 2);
    }

    private static TimeSpan ProcessorTime(RunningShop shop) => shop.Api.ProcessorTime + shop.Worker.ProcessorTime;

    /// <param name="sampler">Null if nobody listens.</param>
    /// <param name="parent">The flags of a local parent, null for a root span.</param>
    private static Cost Measure(Sampler? sampler, ActivityTraceFlags? parent, bool export = false)
    {
        using var source = new ActivitySource($"cost-{Guid.NewGuid()}");
        using var provider = sampler is null ? null : Provider(source, sampler, export);
        using var ambient = parent is { } flags ? Ambient(flags) : null;
        var (times, bytes) = (new List<double>(), new List<double>());
        for (var round = 0; round < SpanRounds; round++)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Environment.CpuUsage.TotalTime; // of all threads, so of the exporter's too
            for (var n = 0; n < SpansPerRound; n++)
                Work(source);
            if (export)
                provider!.ForceFlush();
            times.Add((Environment.CpuUsage.TotalTime - start).TotalNanoseconds / SpansPerRound);
            bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)SpansPerRound);
        }
        return new Cost(Math.Round(Median(times)), Math.Round(Median(bytes)));

        static double Median(List<double> values) => values.Skip(SpanRounds / 3).Order().ElementAt(SpanRounds / 3);
    }

    private static TracerProvider Provider(ActivitySource source, Sampler sampler, bool export)
    {
        var builder = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).SetSampler(sampler);
        if (export)
        {
            builder.AddOtlpExporter(otlp =>
            {
                otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
                otlp.HttpClientFactory = () => new HttpClient(new Swallow());
                otlp.BatchExportProcessorOptions.MaxQueueSize = 2 * SpansPerRound;
            });
        }
        return builder.Build()!;
    }

    /// <summary>A parent that is current, as the span of the request would be.</summary>
    private static Activity Ambient(ActivityTraceFlags flags)
    {
        var activity = new Activity("ambient").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.ActivityTraceFlags = flags;
        return activity;
    }

    /// <param name="Bytes">Allocated for each span.</param>
    private sealed record Cost(double Nanoseconds, double Bytes);

    /// <summary>Takes an export and answers without a network.</summary>
    private sealed class Swallow : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellation)
        {
            request.Content?.CopyTo(Stream.Null, null, cancellation);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
            Task.FromResult(Send(request, cancellation));
    }
}
