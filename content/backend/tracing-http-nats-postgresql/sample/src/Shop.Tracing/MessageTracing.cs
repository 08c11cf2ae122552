using System.Diagnostics;
using NATS.Client.Core;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;

namespace Shop.Tracing;

/// <summary>Spans by the messaging conventions, and W3C trace context in NATS headers.</summary>
public sealed class MessageTracing : IMessageTracing
{
    public const string SourceName = "Shop.Messaging";

    private static readonly ActivitySource Source = new(SourceName);

    private static TextMapPropagator Propagator => Propagators.DefaultTextMapPropagator;

    #region send
    public Activity? StartSend(string operation, string subject, NatsHeaders headers)
    {
        var span = Source.StartActivity($"{operation} {subject}", ActivityKind.Producer);
        SetNames(span, operation, "send", subject);
        // In a trace that is not recorded the span is null, and the consumer has to know that too.
        if ((span ?? Activity.Current) is { } current)
            Propagator.Inject(new PropagationContext(current.Context, Baggage.Current), headers,
                static (headers, name, value) => headers[name] = value);
        return span;
    }
    #endregion

    #region process
    public Activity? StartProcess(in NatsMsg<string> message)
    {
        var sender = Read(message.Headers);
        Baggage.Current = sender.Baggage;
        Activity.Current = null; // otherwise the parent of a message without context
        var span = Source.StartActivity(
            $"process {message.Subject}", ActivityKind.Consumer, sender.ActivityContext);
        SetNames(span, "process", "process", message.Subject);
        return span;
    }

    private static PropagationContext Read(NatsHeaders? headers) =>
        headers is null ? default : Propagator.Extract(default, headers,
            static (headers, name) => headers.TryGetValue(name, out var values) ? values : []);
    #endregion

    #region batch
    public Activity? StartBatch(string subject, IReadOnlyCollection<NatsHeaders?> messages)
    {
        ActivityLink[] senders =
        [
            .. messages.Select(headers => Read(headers).ActivityContext)
                .Where(context => context.IsValid())
                .Select(context => new ActivityLink(context)),
        ];
        Activity.Current = null; // the default parent
        var span = Source.StartActivity(
            ActivityKind.Consumer, parentContext: default, links: senders, name: $"process {subject}");
        SetNames(span, "process", "process", subject);
        span?.SetTag("messaging.batch.message_count", messages.Count);
        return span;
    }
    #endregion

    #region names
    private static void SetNames(Activity? span, string operation, string type, string subject)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag("messaging.system", "nats"); // not in the conventions' list, which is open
        span.SetTag("messaging.operation.name", operation);
        span.SetTag("messaging.operation.type", type);
        span.SetTag("messaging.destination.name", subject);
    }
    #endregion
}
