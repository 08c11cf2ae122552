using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.KeyValueStore;

namespace Notifications;

/// <summary>Progress in a key-value bucket, where any worker finds it.</summary>
public sealed class BucketProgress(INatsKVStore bucket) : IProgress
{
    /// <summary>Kept longer than the stream keeps an event: none can come back after that.</summary>
    public static async Task<BucketProgress> OpenAsync(INatsJSContext jetStream, Subjects subjects) =>
        new(await new NatsKVContext(jetStream).CreateOrUpdateStoreAsync(
            new NatsKVConfig(subjects.ProgressBucket) { MaxAge = TimeSpan.FromDays(8) }));

    public async Task<int> SentAsync(string eventId, CancellationToken cancellation)
    {
        var entry = await bucket.TryGetEntryAsync<int>(eventId, cancellationToken: cancellation);
        return entry.Success ? entry.Value.Value : 0;
    }

    public async Task RecordAsync(string eventId, int sent, CancellationToken cancellation) =>
        await bucket.PutAsync(eventId, sent, cancellationToken: cancellation);
}
