using System.Diagnostics;
using NATS.Client.Core;

namespace Shop.Tracing.Naive;

/// <summary>
/// Leaves it to the NATS client, which has its own source "NATS.Net" and puts the context of its
/// spans in the headers.
/// </summary>
/// <param name="startActivity">Whether a handler starts a span of its own, as the client's documentation shows.</param>
public sealed class ClientTracing(bool startActivity) : IMessageTracing
{
    public const string SourceName = "NATS.Net";

    private static readonly ActivitySource Source = new(MessageTracing.SourceName);

    public Activity? StartSend(string operation, string subject, NatsHeaders headers) => null;

    public Activity? StartProcess(in NatsMsg<string> message) =>
        startActivity ? message.StartActivity($"process {message.Subject}") : null;

    public Activity? StartBatch(string subject, IReadOnlyCollection<NatsHeaders?> messages) =>
        Source.StartActivity($"process {subject}", ActivityKind.Consumer);
}
