namespace Notifications;

/// <summary>When the next message may leave: for the bot as a whole, and for each chat.</summary>
public sealed class Pace(TimeSpan perBot, TimeSpan perChat)
{
    /// <summary>25 messages a second where Telegram names 30, and one a second in a chat.</summary>
    public static Pace Documented() =>
        new(TimeSpan.FromMilliseconds(40), TimeSpan.FromSeconds(1));

    private readonly Lock gate = new();
    private readonly Dictionary<long, DateTime> chats = [];
    private DateTime bot;

    public async Task WaitAsync(long chat, CancellationToken cancellation)
    {
        while (TryTake(chat) is { } wait)
            await Task.Delay(wait, cancellation);
    }

    #region pace
    /// <summary>
    /// The chat's second begins with the answer: two requests that leave a second apart can
    /// arrive closer together than that.
    /// </summary>
    public void Answered(long chat)
    {
        lock (gate)
            chats[chat] = DateTime.UtcNow + perChat;
    }

    /// <summary>A 429 concerns the whole bot: nothing leaves until then.</summary>
    public void Hold(TimeSpan retryAfter)
    {
        lock (gate)
        {
            var until = DateTime.UtcNow + retryAfter;
            bot = until > bot ? until : bot;
        }
    }
    #endregion

    private TimeSpan? TryTake(long chat)
    {
        lock (gate)
        {
            var now = DateTime.UtcNow;
            var own = chats.GetValueOrDefault(chat);
            var free = own > bot ? own : bot;
            if (free > now)
                return free - now;
            bot = now + perBot;
            return null;
        }
    }
}
