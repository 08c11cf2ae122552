using System.Collections.Concurrent;
using System.Globalization;
using NATS.Client.JetStream;
using NATS.Client.KeyValueStore;

namespace Notifications;

/// <summary>New ids of groups that became supergroups, kept where the next worker finds them.</summary>
public sealed class ChatMoves
{
    private readonly INatsKVStore? bucket;
    private readonly ConcurrentDictionary<long, long> moves = [];

    private ChatMoves(INatsKVStore? bucket) => this.bucket = bucket;

    public static ChatMoves InMemory() => new(null);

    public static async Task<ChatMoves> OpenAsync(INatsJSContext jetStream, Subjects subjects)
    {
        var bucket = await new NatsKVContext(jetStream).CreateOrUpdateStoreAsync(
            new NatsKVConfig(subjects.MovesBucket));
        var known = new ChatMoves(bucket);
        await foreach (var key in bucket.GetKeysAsync())
            known.moves[long.Parse(key, CultureInfo.InvariantCulture)] =
                (await bucket.GetEntryAsync<long>(key)).Value;
        return known;
    }

    public long Current(long chat)
    {
        while (moves.TryGetValue(chat, out var next))
            chat = next;
        return chat;
    }

    public async Task RecordAsync(long from, long to, CancellationToken cancellation)
    {
        if (bucket is not null)
            await bucket.PutAsync(
                from.ToString(CultureInfo.InvariantCulture), to, cancellationToken: cancellation);
        moves[from] = to;
    }
}
