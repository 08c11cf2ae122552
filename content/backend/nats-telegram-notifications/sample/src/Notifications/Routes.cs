namespace Notifications;

/// <summary>The chat of each workspace.</summary>
public sealed class Routes(IReadOnlyDictionary<string, long> chats)
{
    public long? TryFind(string workspace) =>
        chats.TryGetValue(workspace, out var chat) ? chat : null;
}
