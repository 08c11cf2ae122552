using Microsoft.Extensions.Logging;

namespace Answers;

/// <summary>
/// Every part is asked for as soon as it can be, waits no longer than its deadline, and
/// may be missing from the answer, except those without which there is none.
/// </summary>
public sealed class ParallelRequests(
    IBackend backend, VectorSearch search, Deadlines deadlines, ILogger<ParallelRequests> log)
    : IAnswering
{
    #region parallel
    public async Task<Answer> AnswerAsync(
        Question question, CancellationToken cancellation = default)
    {
        using var page = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parts = new Parts(backend, search, deadlines, log, page.Token);
        var permissions = parts.RequiredAsync<string[]>("permissions", question.User);
        var embedding = parts.RequiredAsync<float[]>("embedding", question.Text);
        var profile = parts.OptionalAsync("profile", question.User);
        var related = parts.OptionalAsync("related", question.User);
        try
        {
            await foreach (var done in Task.WhenEach(permissions, embedding))
                await done; // whichever fails first ends the page
            var ids = await parts.SearchAsync(await embedding, await permissions);
            var passages = await Task.WhenAll(ids.Select(async id =>
                new Passage(id, await parts.OptionalAsync("passage", $"{id}"))));
            return new Answer(await profile, passages, await related, parts.Missing);
        }
        catch
        {
            await page.CancelAsync();
            throw;
        }
        finally
        {
            await Task.WhenAll(permissions, embedding, profile, related)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
    #endregion
}
