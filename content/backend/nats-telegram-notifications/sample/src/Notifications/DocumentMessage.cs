namespace Notifications;

/// <summary>What people read in Telegram about an event.</summary>
public static class DocumentMessage
{
    public static IEnumerable<Span> Of(DocumentEvent happened, bool failed)
    {
        yield return new Span(failed ? "Could not be read" : "Processed", Style.Bold);
        yield return new Span(": ");
        yield return new Span(happened.Document, Style.Code);
        yield return new Span(happened.Pages == 1 ? " (1 page)" : $" ({happened.Pages} pages)");
        foreach (var finding in happened.Findings)
            yield return new Span($"\n- {finding}");
    }
}
