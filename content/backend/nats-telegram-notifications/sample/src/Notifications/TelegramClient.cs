using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Notifications;

/// <summary>What became of a message.</summary>
public abstract record Outcome
{
    public sealed record Sent : Outcome;

    /// <summary>429: too many requests. Telegram does not say which of its limits was met.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : Outcome;

    /// <summary>The group has become a supergroup, which has another id.</summary>
    public sealed record Moved(long Chat) : Outcome;

    /// <summary>The same call would be refused again: no such chat, bot blocked, bad request.</summary>
    public sealed record Refused(string Why) : Outcome;

    /// <summary>No answer, or an error that may pass. The message may have been sent.</summary>
    public sealed record Unknown(string Why) : Outcome;

    /// <summary>The worker stops; this message, or the rest of it, was not begun.</summary>
    public sealed record Interrupted : Outcome;
}

public sealed class TelegramClient(HttpClient http, string token)
{
    /// <summary>The token is in every request's path, so no log and no span gets the path.</summary>
    public static HttpClient CreateHttpClient(Uri telegram, TimeSpan timeout) =>
        new(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null, // no span, whose url.full would be the address
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            BaseAddress = telegram,
            Timeout = timeout,
        };

    public async Task<Outcome> SendAsync(
        long chat, IReadOnlyList<Span> message, CancellationToken cancellation)
    {
        var (text, entities) = MessageEntity.Render(message);
        try
        {
            using var response = await http.PostAsJsonAsync(
                $"/bot{token}/sendMessage", // without the slash, "bot123:" would be a URI scheme
                new { chat_id = chat, text, entities, link_preview_options = new { is_disabled = true } },
                cancellation);
            var answer = await response.Content.ReadFromJsonAsync<Answer>(cancellation);
            return answer switch
            {
                { Ok: true } => new Outcome.Sent(),
                { Parameters.RetryAfter: { } seconds } =>
                    new Outcome.TooMany(TimeSpan.FromSeconds(seconds)),
                { Parameters.MigrateToChatId: { } supergroup } => new Outcome.Moved(supergroup),
                { ErrorCode: 400 or 403 } => new Outcome.Refused(answer.Description ?? ""),
                _ => new Outcome.Unknown($"{(int)response.StatusCode} {answer?.Description}"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or JsonException
            || e is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return new Outcome.Unknown(e.Message); // names the host, never the path
        }
    }

    private sealed record Answer(
        [property: JsonPropertyName("ok")] bool Ok,
        [property: JsonPropertyName("error_code")] int ErrorCode,
        [property: JsonPropertyName("description")] string? Description,
        [property: JsonPropertyName("parameters")] ResponseParameters? Parameters);

    private sealed record ResponseParameters(
        [property: JsonPropertyName("retry_after")] int? RetryAfter,
        [property: JsonPropertyName("migrate_to_chat_id")] long? MigrateToChatId);
}
