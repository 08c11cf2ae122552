using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Notifications;

public interface IEventPublisher
{
    Task PublishAsync(string subject, DocumentEvent @event, CancellationToken cancellation);
}

/// <summary>Core NATS: returns when the event is in the client's buffer.</summary>
public sealed class CorePublisher(INatsConnection nats) : IEventPublisher
{
    public async Task PublishAsync(
        string subject, DocumentEvent @event, CancellationToken cancellation) =>
        await nats.PublishAsync(subject, @event.ToJson(), cancellationToken: cancellation);
}

/// <summary>JetStream: returns when the server has acknowledged it.</summary>
public sealed class StreamPublisher(INatsJSContext jetStream) : IEventPublisher
{
    public async Task PublishAsync(
        string subject, DocumentEvent @event, CancellationToken cancellation)
    {
        var stored = await jetStream.PublishAsync(
            subject, @event.ToJson(), opts: new NatsJSPubOpts { MsgId = @event.Id },
            cancellationToken: cancellation);
        if (!stored.Duplicate) // stored before: a success for which EnsureSuccess throws
            stored.EnsureSuccess();
    }
}
