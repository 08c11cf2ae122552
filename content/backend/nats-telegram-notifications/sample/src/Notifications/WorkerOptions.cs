namespace Notifications;

/// <summary>The section "Notifications". Not a record, whose ToString would print the token.</summary>
public sealed class WorkerOptions
{
    public required string Environment { get; init; }

    public required string NatsUrl { get; init; }

    /// <summary>Replies come under it; the server's permissions name it.</summary>
    public string InboxPrefix { get; init; } = "_INBOX";

    public required string Token { get; init; }

    public Uri Telegram { get; init; } = new("https://api.telegram.org");

    /// <summary>Chat ids by workspace.</summary>
    public Dictionary<string, long> Chats { get; init; } = [];

    public double MessagesPerSecond { get; init; } = 25;

    public double SecondsPerChat { get; init; } = 1;

    public double SecondsPerGroup { get; init; } = 3;

    /// <summary>False for core NATS, which loses events.</summary>
    public bool Durable { get; init; } = true;

    public Pace.Limits Limits => new(
        TimeSpan.FromSeconds(1 / MessagesPerSecond), TimeSpan.FromSeconds(SecondsPerChat),
        TimeSpan.FromSeconds(SecondsPerGroup));
}
