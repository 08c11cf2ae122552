using System.Net.Http.Json;

namespace Answers;

/// <summary>The same calls over HTTP, each started as soon as it can be.</summary>
public sealed class ParallelHttp(HttpClient http, VectorSearch search) : IAnswering
{
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation)
    {
        using var page = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var groups = http.GetFromJsonAsync<string[]>(
            $"/permissions/{question.User}", page.Token);
        var vector = http.GetFromJsonAsync<float[]>(
            $"/embedding/{Uri.EscapeDataString(question.Text)}", page.Token);
        var profile = http.GetStringAsync($"/profile/{question.User}", page.Token);
        var related = http.GetStringAsync($"/related/{question.User}", page.Token);
        try
        {
            await foreach (var done in Task.WhenEach(groups, vector))
                await done;
            var ids = await search.NearestAsync(
                (await vector)!, (await groups)!, limit: 10, page.Token);
            var passages = await Task.WhenAll(ids.Select(async id =>
                new Passage(id, await http.GetStringAsync($"/passage/{id}", page.Token))));
            return new Answer(await profile, passages, await related, Missing: []);
        }
        catch
        {
            await page.CancelAsync();
            throw;
        }
        finally
        {
            await Task.WhenAll(groups, vector, profile, related)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
