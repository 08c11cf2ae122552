namespace Notifications;

/// <summary>When the next message may leave: for the bot as a whole, and for each chat.</summary>
public sealed class Pace(Pace.Limits limits, TimeProvider? timeProvider = null)
{
    private readonly TimeProvider time = timeProvider ?? TimeProvider.System;
    private readonly long start = (timeProvider ?? TimeProvider.System).GetTimestamp();
    private readonly Lock gate = new();
    private readonly Dictionary<long, TimeSpan> chats = [];
    private TimeSpan bot;
    private (long Chat, TimeSpan Until) refused;

    /// <summary>The least time between two messages.</summary>
    public sealed record Limits(TimeSpan PerBot, TimeSpan PerChat, TimeSpan PerGroup)
    {
        /// <summary>25 a second where Telegram's FAQ names 30; one a second, 20 a minute in a group.</summary>
        public static Limits Documented { get; } = new(
            TimeSpan.FromMilliseconds(40), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));

        public static Limits None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
    }

    /// <summary>Time since the start on the monotonic clock, which nobody sets back.</summary>
    private TimeSpan Now => time.GetElapsedTime(start);

    /// <returns>False when the worker stops before it is this chat's turn.</returns>
    public async Task<bool> WaitAsync(long chat, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (TryTake(chat) is not { } wait)
                return true;
            await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return false;
    }

    #region pace
    /// <returns>Null when the message may leave now, otherwise how long to wait.</returns>
    private TimeSpan? TryTake(long chat)
    {
        lock (gate)
        {
            var now = Now;
            var free = Later(bot, chats.GetValueOrDefault(chat));
            if (free > now)
                return free - now;
            bot = now + limits.PerBot;
            return null;
        }
    }

    /// <summary>A 429 holds its chat; a second chat refused meanwhile means the whole bot.</summary>
    public void Hold(long chat, TimeSpan retryAfter)
    {
        var until = Now + retryAfter;
        HoldChat(chat, until);
        lock (gate)
        {
            if (refused.Chat != chat && refused.Until > Now)
                bot = Later(bot, until);
            refused = (chat, until);
        }
    }
    #endregion

    /// <summary>
    /// The chat's interval starts with the answer: two requests that leave a second apart can
    /// arrive closer together than that. Ids of groups are negative.
    /// </summary>
    public void Answered(long chat) =>
        HoldChat(chat, Now + (chat < 0 ? limits.PerGroup : limits.PerChat));

    private void HoldChat(long chat, TimeSpan until)
    {
        lock (gate)
        {
            chats[chat] = Later(chats.GetValueOrDefault(chat), until);
            if (chats.Count > 10_000)
                foreach (var (past, _) in chats.Where(one => one.Value < Now).ToList())
                    chats.Remove(past);
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
