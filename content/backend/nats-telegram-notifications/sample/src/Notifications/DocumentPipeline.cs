namespace Notifications;

/// <summary>A document as it comes from the scanner: text, with a form feed between pages.</summary>
public sealed record ScannedDocument(string Workspace, string Name, string Text);

/// <summary>Publishes an event about every document that went through.</summary>
public sealed class DocumentPipeline(IEventPublisher events, Subjects subjects)
{
    public async Task<DocumentEvent> ProcessAsync(
        ScannedDocument document, CancellationToken cancellation = default)
    {
        var pages = document.Text.Split('\f');
        string[] findings =
        [
            .. pages.Index().Where(page => string.IsNullOrWhiteSpace(page.Item))
                .Select(page => $"Page {page.Index + 1}: no text found, scan again."),
        ];
        var processed = new DocumentEvent(
            Guid.CreateVersion7().ToString("N"), document.Workspace, document.Name,
            pages.Length, findings);
        var readable = findings.Length < pages.Length;
        await events.PublishAsync(
            readable ? subjects.Processed : subjects.Failed, processed, cancellation);
        return processed;
    }
}
