using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifications.Tests;

/// <summary>Whom a 429 shuts out. Telegram does not document it.</summary>
public enum Penalty { Bot, Chat }

/// <summary>
/// Answers sendMessage as the Bot API documents it: the envelope, the errors, entities, 4,096
/// characters, 429 with retry_after, migrate_to_chat_id. The limits are the numbers that
/// Telegram's FAQ names, applied strictly; what Telegram really does is not published.
/// </summary>
public sealed class TelegramServer : IAsyncDisposable
{
    public const string Token = "123456:secret-of-the-test";

    private readonly Lock gate = new();
    private readonly List<Accepted> accepted = [];
    private readonly Dictionary<long, DateTime> closed = [];
    private readonly WebApplication web;
    private int tooMany, calls;

    private TelegramServer(WebApplication web) => this.web = web;

    public sealed record Accepted(long Chat, string Text, MessageEntity[] Entities, DateTime At);

    /// <summary>How long an offender is shut out.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    public Penalty Penalty { get; set; } = Penalty.Bot;

    /// <summary>Time that a call takes, as over the internet.</summary>
    public TimeSpan Latency { get; private init; }

    public bool Limited { get; private init; }

    public HashSet<long> Blocked { get; } = [];

    /// <summary>Groups that are supergroups now, with their new ids.</summary>
    public Dictionary<long, long> Migrated { get; } = [];

    /// <summary>Chats to which each message is one too many.</summary>
    public HashSet<long> Noisy { get; } = [];

    /// <summary>So many calls are answered with a gateway's page in place of JSON.</summary>
    public int BadGateways { get; set; }

    /// <summary>Runs when a message is in the chat and the answer not yet on its way.</summary>
    public Func<Accepted, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public Uri Address => new(web.Urls.First());

    public IReadOnlyList<Accepted> Messages { get { lock (gate) return [.. accepted]; } }

    public int TooMany { get { lock (gate) return tooMany; } }

    public int Calls => Volatile.Read(ref calls);

    public HttpClient Http(TimeSpan? timeout = null) =>
        TelegramClient.CreateHttpClient(Address, timeout ?? TimeSpan.FromSeconds(30));

    public TelegramClient Client(TimeSpan? timeout = null) => new(Http(timeout), Token);

    public static async Task<TelegramServer> StartAsync(
        bool limited = false, TimeSpan latency = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var web = builder.Build();
        web.Urls.Add("http://127.0.0.1:0");
        var server = new TelegramServer(web) { Limited = limited, Latency = latency };
        web.MapPost("/bot{token}/sendMessage", server.SendMessageAsync);
        await web.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private async Task<IResult> SendMessageAsync(string token, JsonElement request)
    {
        var call = Interlocked.Increment(ref calls);
        await Task.Delay(Latency);
        if (call <= BadGateways)
            return Results.Content("<h1>502 Bad Gateway</h1>", "text/html", statusCode: 502);
        if (token != Token)
            return Error(401, "Unauthorized");
        var chat = request.GetProperty("chat_id").GetInt64();
        if (Blocked.Contains(chat))
            return Error(403, "Forbidden: bot was blocked by the user");
        if (Migrated.TryGetValue(chat, out var supergroup))
            return Error(
                400, "Bad Request: group chat was upgraded to a supergroup chat",
                new { migrate_to_chat_id = supergroup });
        if (Read(request) is not ({ } text, var entities))
            return Error(400, "Bad Request: can't parse entities");
        if (string.IsNullOrWhiteSpace(text))
            return Error(400, "Bad Request: message text is empty");
        if (text.Length > 4096)
            return Error(400, "Bad Request: message is too long");

        var message = new Accepted(chat, text, entities, DateTime.UtcNow);
        long id;
        lock (gate)
        {
            if (Limited && SecondsShutOut(message) is > 0 and var seconds)
            {
                tooMany++;
                return Error(
                    429, $"Too Many Requests: retry after {seconds}", new { retry_after = seconds });
            }
            accepted.Add(message);
            id = accepted.Count;
        }
        await BeforeAnswer(message);
        return Results.Json(new { ok = true, result = new { message_id = id, text } });
    }

    /// <summary>Text with entities, or MarkdownV2; no text where Telegram refuses it.</summary>
    private static (string? Text, MessageEntity[] Entities) Read(JsonElement request)
    {
        var text = request.GetProperty("text").GetString()!;
        if (request.TryGetProperty("parse_mode", out var mode))
            return mode.GetString() == "MarkdownV2"
                ? (MarkdownV2Reader.Read(text).Text, []) : (null, []);
        var entities = request.TryGetProperty("entities", out var sent)
            ? sent.Deserialize<MessageEntity[]>(JsonSerializerOptions.Web)! : [];
        return entities.All(one => Fits(one, text)) ? (text, entities) : (null, []);
    }

    /// <summary>Within the text, and neither end within a surrogate pair.</summary>
    private static bool Fits(MessageEntity entity, string text)
    {
        var end = entity.Offset + entity.Length;
        return entity is { Offset: >= 0, Length: > 0 } && end <= text.Length
            && !char.IsLowSurrogate(text[entity.Offset])
            && (end == text.Length || !char.IsLowSurrogate(text[end]));
    }

    /// <summary>At most 30 messages in any second, and one in a chat.</summary>
    private int SecondsShutOut(Accepted message)
    {
        var offender = Penalty == Penalty.Bot ? 0 : message.Chat;
        var until = closed.GetValueOrDefault(offender);
        if (message.At >= until)
        {
            var recent = accepted.Where(one => message.At - one.At < TimeSpan.FromSeconds(1)).ToList();
            if (recent.Count < 30 && recent.All(one => one.Chat != message.Chat)
                && !Noisy.Contains(message.Chat))
                return 0;
            until = closed[offender] = message.At + RetryAfter;
        }
        return (int)Math.Ceiling((until - message.At).TotalSeconds);
    }

    private static IResult Error(int code, string description, object? parameters = null) =>
        Results.Json(
            parameters is null
                ? new { ok = false, error_code = code, description }
                : (object)new { ok = false, error_code = code, description, parameters },
            statusCode: code);
}
