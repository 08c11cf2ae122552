using System.Diagnostics;
using NATS.Client.Core;

namespace Shop.Tracing;

/// <summary>
/// How spans and their context travel through NATS. The sample has three: ours, the one built into
/// the NATS client, and one that forgets the headers.
/// </summary>
public interface IMessageTracing
{
    /// <param name="operation">What the span is called: publish or request.</param>
    /// <param name="headers">Get the context; send them with the message.</param>
    /// <returns>The span, null if this trace is not recorded. Dispose it after sending.</returns>
    Activity? StartSend(string operation, string subject, NatsHeaders headers);

    /// <summary>Starts the span of a handler, as a child of the message's sender.</summary>
    Activity? StartProcess(in NatsMsg<string> message);

    /// <summary>Starts one span for a batch of messages, linked to the sender of each.</summary>
    Activity? StartBatch(string subject, IReadOnlyCollection<NatsHeaders?> messages);
}
