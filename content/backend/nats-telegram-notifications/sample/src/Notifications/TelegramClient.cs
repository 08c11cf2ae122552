using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifications;

/// <summary>What became of one call of sendMessage.</summary>
public abstract record Outcome
{
    public sealed record Sent(long MessageId) : Outcome;

    /// <summary>429: too many requests, for the time named.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : Outcome;

    /// <summary>The same call will be refused again: bad text, no such chat, bot blocked.</summary>
    public sealed record Refused(int Code, string Why) : Outcome;

    /// <summary>No answer, or none of Telegram's: it may have been sent or not.</summary>
    public sealed record Unknown(string Why) : Outcome;
}

public sealed class TelegramClient(HttpClient http, string token)
{
    #region send
    public async Task<Outcome> SendAsync(long chat, string markdown, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(
                $"/bot{token}/sendMessage",
                new { chat_id = chat, text = markdown, parse_mode = "MarkdownV2" },
                cancellation);
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellation);
            return answer switch
            {
                { Ok: true, Result: { } sent } => new Outcome.Sent(sent.MessageId),
                { ErrorCode: 429, Parameters.RetryAfter: { } seconds } =>
                    new Outcome.TooMany(TimeSpan.FromSeconds(seconds)),
                { ErrorCode: 400 or 403 } =>
                    new Outcome.Refused(answer.ErrorCode, answer.Description ?? ""),
                _ => new Outcome.Unknown($"{(int)response.StatusCode} {answer?.Description}"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || e is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // The address contains the token, so not even the message is passed on.
            return new Outcome.Unknown(e.GetType().Name);
        }
    }
    #endregion

    private sealed record Answer(
        [property: JsonPropertyName("ok")] bool Ok,
        [property: JsonPropertyName("result")] SentMessage? Result,
        [property: JsonPropertyName("error_code")] int ErrorCode,
        [property: JsonPropertyName("description")] string? Description,
        [property: JsonPropertyName("parameters")] ResponseParameters? Parameters);

    private sealed record SentMessage([property: JsonPropertyName("message_id")] long MessageId);

    private sealed record ResponseParameters(
        [property: JsonPropertyName("retry_after")] int? RetryAfter);
}
