using System.Diagnostics;
using NATS.Client.Core;

namespace Shop.Tracing.Naive;

/// <summary>Spans on both sides and nothing in the headers.</summary>
public sealed class ForgottenHeaders : IMessageTracing
{
    private static readonly ActivitySource Source = new(MessageTracing.SourceName);

    public Activity? StartSend(string operation, string subject, NatsHeaders headers) =>
        Source.StartActivity($"{operation} {subject}", ActivityKind.Producer);

    public Activity? StartProcess(in NatsMsg<string> message) =>
        Source.StartActivity($"process {message.Subject}", ActivityKind.Consumer);

    public Activity? StartBatch(string subject, IReadOnlyCollection<NatsHeaders?> messages) =>
        Source.StartActivity($"process {subject}", ActivityKind.Consumer);
}
