namespace Notifications;

/// <summary>Remembers how many parts of an event have been sent.</summary>
public interface IProgress
{
    Task<int> SentAsync(string eventId, CancellationToken cancellation);

    Task RecordAsync(string eventId, int sent, CancellationToken cancellation);
}

/// <summary>Brings one event to its chat, part by part, at the pace that is allowed.</summary>
public sealed class Delivery(TelegramClient telegram, Pace pace, IProgress? progress = null)
{
    #region deliver
    /// <returns>Null when every part was sent, otherwise what stood in the way.</returns>
    public async Task<Outcome?> DeliverAsync(
        DocumentEvent happened, bool failed, long chat, CancellationToken cancellation)
    {
        var parts = MessageSplitter.Split(DocumentMessage.Of(happened, failed));
        var sent = progress is null ? 0 : await progress.SentAsync(happened.Id, cancellation);
        while (sent < parts.Count)
        {
            await pace.WaitAsync(chat, cancellation);
            var text = MarkdownV2.Render(parts[sent]);
            var outcome = await telegram.SendAsync(chat, text, cancellation);
            pace.Answered(chat);
            switch (outcome)
            {
                case Outcome.Sent:
                    sent++;
                    if (progress is not null)
                        await progress.RecordAsync(happened.Id, sent, cancellation);
                    break;
                case Outcome.TooMany(var retryAfter):
                    pace.Hold(retryAfter);
                    break;
                default:
                    return outcome;
            }
        }
        return null;
    }
    #endregion
}
