using System.Net.Http.Json;

namespace Answers;

/// <summary>The same calls over HTTP, each started as soon as it can be.</summary>
public sealed class ParallelHttp(HttpClient http, VectorSearch search) : IAnswering
{
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation)
    {
        var profile = http.GetStringAsync($"/profile/{question.User}", cancellation);
        var permissions = http.GetStringAsync($"/permissions/{question.User}", cancellation);
        var related = http.GetStringAsync($"/related/{question.User}", cancellation);
        var vector = await http.GetFromJsonAsync<float[]>(
            $"/embedding/{Uri.EscapeDataString(question.Text)}", cancellation);
        var ids = await search.NearestAsync(vector!, limit: 10, cancellation);
        var passages = await Task.WhenAll(ids.Select(async id =>
            new Passage(id, await http.GetStringAsync($"/passage/{id}", cancellation))));
        return new Answer(
            await profile, await permissions, passages, await related, Missing: []);
    }
}
