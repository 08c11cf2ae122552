using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Collector;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Link = Collector.Link;
using SpanKind = Collector.SpanKind;

namespace Tracing.Tests;

/// <summary>The stand-in reads what OpenTelemetry's own exporter writes.</summary>
public sealed class CollectorTests
{
    [Fact]
    public async Task The_collector_reads_every_field_as_the_exporter_wrote_it()
    {
        var received = new Spans();
        await using var receiver = await Receiver.StartAsync(received.Add);
        using var source = new ActivitySource("round-trip");
        using var provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("tests"))
            .AddSource(source.Name)
            .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) =
                (new Uri($"{receiver.Url}/v1/traces"), OtlpExportProtocol.HttpProtobuf))
            .Build();
        var link = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        var parent = source.StartActivity("parent", ActivityKind.Server)!;
        var child = source.StartActivity(ActivityKind.Producer, parent.Context, links: [new(link)], name: "child ü")!;
        child.SetTag("text", "ü").SetTag("yes", true).SetTag("int", -1L).SetTag("double", 0.5);
        child.AddEvent(new ActivityEvent("event"));
        child.SetStatus(ActivityStatusCode.Error, "why");
        child.Stop();
        parent.Stop();
        provider.ForceFlush();

        var spans = received.All.ToDictionary(span => span.Name);
        var (root, read) = (spans["parent"], spans["child ü"]);
        Assert.Null(root.ParentId);
        Assert.Equal((SpanKind.Server, false), (root.Kind, root.IsError));
        Assert.Equal(("tests", "round-trip"), (read.Service, read.Source));
        Assert.Equal((child.TraceId.ToHexString(), child.SpanId.ToHexString()), (read.TraceId, read.SpanId));
        Assert.Equal(parent.SpanId.ToHexString(), read.ParentId);
        Assert.Equal((SpanKind.Producer, true), (read.Kind, read.IsError));
        Assert.Equal(child.Duration.TotalMilliseconds, read.Milliseconds, tolerance: 0.001);
        Assert.Equal(new Link(link.TraceId.ToHexString(), link.SpanId.ToHexString()), Assert.Single(read.Links));
        Assert.Equal("event", Assert.Single(read.Events));
        Assert.Equal(("ü", true, -1L, 0.5),
            (read.Attributes["text"], read.Attributes["yes"], read.Attributes["int"], read.Attributes["double"]));
    }

    [Theory]
    [InlineData("0aff01")]
    [InlineData("ffffffffffffffffffffff01")]
    [InlineData("0f")]
    public async Task A_body_that_is_cut_off_or_no_protobuf_is_rejected(string hex)
    {
        await using var receiver = await Receiver.StartAsync(span => Assert.Fail(span.Name));
        using var http = new HttpClient();
        using var body = new ByteArrayContent(Convert.FromHexString(hex));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");

        using var response = await http.PostAsync($"{receiver.Url}/v1/traces", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
