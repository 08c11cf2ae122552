using System.Net.Http.Json;

namespace Shop.Mailing;

public sealed record Mail(string To, string Subject, string Text);

/// <summary>A mail provider's HTTP API: POST /emails with an optional Idempotency-Key.</summary>
public sealed class MailApi(HttpClient http)
{
    public async Task SendAsync(Mail mail, string? key, CancellationToken token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "emails")
        {
            Content = JsonContent.Create(mail),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request, token);
        response.EnsureSuccessStatusCode();
    }
}
