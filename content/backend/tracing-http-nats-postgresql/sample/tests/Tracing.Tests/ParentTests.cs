using System.Diagnostics;
using NATS.Client.Core;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Shop.Tracing;

namespace Tracing.Tests;

/// <summary>What the span of a consumer has as its parent.</summary>
public sealed class ParentTests : IDisposable
{
    private readonly TracerProvider provider =
        Sdk.CreateTracerProviderBuilder().AddSource(MessageTracing.SourceName).Build();
    private readonly Activity current = new Activity("the poll loop").Start();
    private readonly MessageTracing tracing = new();

    public void Dispose()
    {
        current.Dispose();
        provider.Dispose();
    }

    [Fact]
    public void A_batch_has_no_parent_even_where_a_span_is_current()
    {
        var sender = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        using var span = tracing.StartBatch("orders.placed", [From(sender)])!;

        Assert.Null(span.ParentId);
        Assert.NotEqual(current.TraceId, span.TraceId);
        Assert.Equal(sender.SpanId, Assert.Single(span.Links).Context.SpanId);
    }

    [Fact]
    public void A_message_without_context_starts_a_trace_even_where_a_span_is_current()
    {
        using var without = tracing.StartProcess(new NatsMsg<string> { Subject = "stock.reserve" })!;

        Assert.Null(without.ParentId);
        Assert.NotEqual(current.TraceId, without.TraceId);
    }

    private static NatsHeaders From(ActivityContext sender) =>
        new() { ["traceparent"] = $"00-{sender.TraceId}-{sender.SpanId}-01" };
}
