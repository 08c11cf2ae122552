using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Notifications;

/// <summary>What the server stores for one environment.</summary>
public static class Streams
{
    #region stream
    public static StreamConfig Events(Subjects subjects) =>
        new(subjects.Stream, [subjects.AllOfDocuments])
        {
            Retention = StreamConfigRetention.Workqueue, // an answered event leaves the stream
            MaxAge = TimeSpan.FromDays(7),
            DuplicateWindow = TimeSpan.FromMinutes(2),
        };

    public static ConsumerConfig Consumer(DurableWorker.Settings settings) => new("telegram")
    {
        AckWait = settings.AckWait,
        MaxAckPending = settings.MaxAckPending,
    };
    #endregion

    public static StreamConfig DeadLetters(Subjects subjects) =>
        new(subjects.DeadLetterStream, [subjects.DeadLetters]) { MaxAge = TimeSpan.FromDays(30) };

    public static async Task EnsureAsync(
        INatsJSContext jetStream, Subjects subjects, CancellationToken cancellation = default)
    {
        await jetStream.CreateOrUpdateStreamAsync(Events(subjects), cancellation);
        await jetStream.CreateOrUpdateStreamAsync(DeadLetters(subjects), cancellation);
    }
}
