using NATS.Client.Core;
using NATS.Client.JetStream;

namespace Notifications;

public interface IEventPublisher
{
    Task PublishAsync(string subject, DocumentEvent @event, CancellationToken cancellation);
}

/// <summary>Core NATS: whoever is subscribed now hears it. Nobody need be.</summary>
public sealed class CorePublisher(INatsConnection nats) : IEventPublisher
{
    public async Task PublishAsync(
        string subject, DocumentEvent @event, CancellationToken cancellation) =>
        await nats.PublishAsync(subject, @event.ToJson(), cancellationToken: cancellation);
}

#region publish
/// <summary>JetStream: returns when the server has stored it.</summary>
public sealed class StreamPublisher(INatsJSContext jetStream) : IEventPublisher
{
    public async Task PublishAsync(
        string subject, DocumentEvent @event, CancellationToken cancellation)
    {
        var stored = await jetStream.PublishAsync(
            subject, @event.ToJson(), opts: new NatsJSPubOpts { MsgId = @event.Id },
            cancellationToken: cancellation);
        if (!stored.Duplicate) // that is a success too, although EnsureSuccess throws
            stored.EnsureSuccess();
    }
}
#endregion
