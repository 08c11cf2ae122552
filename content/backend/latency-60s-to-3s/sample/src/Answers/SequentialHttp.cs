using System.Net.Http.Json;

namespace Answers;

/// <summary>The request path as it grew: every call waits for the one before.</summary>
public sealed class SequentialHttp(HttpClient http, VectorSearch search) : IAnswering
{
    #region sequential
    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation)
    {
        var profile = await http.GetStringAsync($"/profile/{question.User}", cancellation);
        var groups = await http.GetFromJsonAsync<string[]>(
            $"/permissions/{question.User}", cancellation);
        var vector = await http.GetFromJsonAsync<float[]>(
            $"/embedding/{Uri.EscapeDataString(question.Text)}", cancellation);
        var passages = new List<Passage>();
        foreach (var id in await search.NearestAsync(vector!, groups!, limit: 10, cancellation))
            passages.Add(new Passage(
                id, await http.GetStringAsync($"/passage/{id}", cancellation)));
        var related = await http.GetStringAsync($"/related/{question.User}", cancellation);
        return new Answer(profile, passages, related, Missing: []);
    }
    #endregion
}
