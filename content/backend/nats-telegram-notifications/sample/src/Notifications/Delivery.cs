namespace Notifications;

/// <summary>Remembers how many parts of an event have been sent.</summary>
public interface IProgress
{
    Task<int> SentAsync(string eventId, CancellationToken cancellation);

    Task RecordAsync(string eventId, int sent, CancellationToken cancellation);
}

/// <summary>Delivers one event to its chat, part by part, as fast as Telegram permits.</summary>
public sealed class Delivery(
    TelegramClient telegram, Pace pace, ChatMoves moves, IProgress? progress = null)
{
    /// <param name="stop">Ends the waiting: what has not left is left to the next worker.</param>
    /// <param name="abandon">Ends the call too, of which nobody then knows what became.</param>
    public async Task<Outcome> DeliverAsync(
        DocumentEvent happened, bool failed, long chat,
        CancellationToken stop, CancellationToken abandon)
    {
        var parts = MessageSplitter.Split(DocumentMessage.Of(happened, failed));
        var sent = progress is null ? 0 : await progress.SentAsync(happened.Id, abandon);
        while (sent < parts.Count)
        {
            chat = moves.Current(chat);
            if (!await pace.WaitAsync(chat, stop))
                return new Outcome.Interrupted();
            var outcome = await telegram.SendAsync(chat, parts[sent], abandon);
            pace.Answered(chat);
            switch (outcome)
            {
                case Outcome.Sent:
                    sent++;
                    if (progress is not null)
                        await progress.RecordAsync(happened.Id, sent, abandon);
                    break;
                case Outcome.TooMany(var retryAfter):
                    pace.Hold(chat, retryAfter);
                    break;
                case Outcome.Moved(var supergroup):
                    await moves.RecordAsync(chat, supergroup, abandon);
                    break;
                default:
                    return outcome;
            }
        }
        return new Outcome.Sent();
    }
}
