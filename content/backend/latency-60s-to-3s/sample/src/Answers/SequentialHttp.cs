using System.Net.Http.Json;

namespace Answers;

/// <summary>The request path as it grew: every call waits for the one before.</summary>
public sealed class SequentialHttp(HttpClient http, VectorSearch search) : IAnswering
{
    #region sequential
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation)
    {
        var profile = await GetAsync($"/profile/{question.User}", cancellation);
        var permissions = await GetAsync($"/permissions/{question.User}", cancellation);
        var vector = await http.GetFromJsonAsync<float[]>(
            $"/embedding/{Uri.EscapeDataString(question.Text)}", cancellation);
        var passages = new List<Passage>();
        foreach (var id in await search.NearestAsync(vector!, limit: 10, cancellation))
            passages.Add(new Passage(id, await GetAsync($"/passage/{id}", cancellation)));
        var related = await GetAsync($"/related/{question.User}", cancellation);
        return new Answer(profile, permissions, passages, related, Missing: []);
    }
    #endregion

    private Task<string> GetAsync(string path, CancellationToken cancellation) =>
        http.GetStringAsync(path, cancellation);
}
