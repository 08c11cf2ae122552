using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Notifications.Tests;

/// <summary>
/// Answers sendMessage as the Bot API documents it: the envelope, the errors, 4,096
/// characters after entities parsing, 429 with retry_after. The limits are the numbers that
/// Telegram's FAQ names, applied strictly; what Telegram really does is not published.
/// </summary>
public sealed class TelegramServer : IAsyncDisposable
{
    public const string Token = "123456:test";

    private readonly Lock gate = new();
    private readonly List<Accepted> accepted = [];
    private readonly WebApplication web;
    private DateTime closedUntil;
    private int tooMany;

    private TelegramServer(WebApplication web) => this.web = web;

    public sealed record Accepted(long Chat, string Text, DateTime At);

    /// <summary>How long the bot is shut out after it broke a limit.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Time that a call takes, as over the internet.</summary>
    public TimeSpan Latency { get; private init; }

    public bool Limited { get; private init; }

    public HashSet<long> Blocked { get; } = [];

    /// <summary>Runs when a message is in the chat and the answer not yet on its way.</summary>
    public Func<Accepted, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<Accepted> Messages { get { lock (gate) return [.. accepted]; } }

    public int TooMany { get { lock (gate) return tooMany; } }

    public TelegramClient Client(TimeSpan? timeout = null) => new(
        new HttpClient
        {
            BaseAddress = new Uri(web.Urls.First()),
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
        }, Token);

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
        await Task.Delay(Latency);
        if (token != Token)
            return Error(401, "Unauthorized");
        var chat = request.GetProperty("chat_id").GetInt64();
        if (Blocked.Contains(chat))
            return Error(403, "Forbidden: bot was blocked by the user");
        var markdown = request.GetProperty("text").GetString()!;
        var (text, error) = request.TryGetProperty("parse_mode", out var mode)
            && mode.GetString() == "MarkdownV2" ? MarkdownV2Reader.Read(markdown) : (markdown, null);
        if (text is null)
            return Error(400, $"Bad Request: can't parse entities: {error}");
        if (string.IsNullOrWhiteSpace(text))
            return Error(400, "Bad Request: message text is empty");
        if (text.Length > 4096)
            return Error(400, "Bad Request: message is too long");

        var message = new Accepted(chat, text, DateTime.UtcNow);
        long id;
        lock (gate)
        {
            if (Limited && SecondsShutOut(message) is > 0 and var seconds)
            {
                tooMany++;
                return Error(429, $"Too Many Requests: retry after {seconds}", seconds);
            }
            accepted.Add(message);
            id = accepted.Count;
        }
        await BeforeAnswer(message);
        return Results.Json(new { ok = true, result = new { message_id = id, text } });
    }

    /// <summary>At most 30 messages in any second, and one in a chat.</summary>
    private int SecondsShutOut(Accepted message)
    {
        if (message.At >= closedUntil)
        {
            var recent = accepted.Where(one => message.At - one.At < TimeSpan.FromSeconds(1)).ToList();
            if (recent.Count < 30 && recent.All(one => one.Chat != message.Chat))
                return 0;
            closedUntil = message.At + RetryAfter;
        }
        return (int)Math.Ceiling((closedUntil - message.At).TotalSeconds);
    }

    private static IResult Error(int code, string description, int? retryAfter = null) =>
        Results.Json(
            retryAfter is null
                ? new { ok = false, error_code = code, description }
                : (object)new
                {
                    ok = false,
                    error_code = code,
                    description,
                    parameters = new { retry_after = retryAfter },
                },
            statusCode: code);
}
