using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Shop.Mailing;

namespace Shop.Tests;

/// <summary>
/// A mail provider on a loopback port. It takes POST /emails with an Idempotency-Key, as
/// Resend documents it, and remembers what it has accepted. It can refuse, be slow, or accept
/// a mail and keep the reply to itself.
/// </summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string To, string? Key)> accepted = new();
    private readonly ConcurrentDictionary<string, bool> keys = new();
    private volatile TaskCompletionSource replies = Opened();
    private int calls;

    private MailServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/emails", AcceptAsync);
    }

    public Uri Address => new(app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The mails that customers get, by their addresses.</summary>
    public string[] Sent => [.. accepted.Select(mail => mail.To)];

    public string?[] Keys => [.. accepted.Select(mail => mail.Key)];

    /// <summary>Requests that arrived.</summary>
    public int Calls => Volatile.Read(ref calls);

    public bool Refuses { get; set; }

    public bool IgnoresKeys { get; set; }

    public TimeSpan Delay { get; set; }

    /// <summary>Only replies to mails for this address are kept.</summary>
    public string? KeptFor { get; set; }

    public static async Task<MailServer> StartAsync()
    {
        var server = new MailServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>From now on mails are accepted and the sender hears nothing.</summary>
    public void KeepReplies() => replies = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => replies.TrySetResult();

    public int SentTo(string address) => Sent.Count(to => to == address);

    public async ValueTask DisposeAsync()
    {
        Release();
        await app.DisposeAsync();
    }

    private async Task<IResult> AcceptAsync(Mail mail, HttpContext http)
    {
        Interlocked.Increment(ref calls);
        if (Refuses)
            return Results.StatusCode(503);
        var key = http.Request.Headers["Idempotency-Key"].FirstOrDefault();
        if (key is null || IgnoresKeys || keys.TryAdd(key, true))
            accepted.Enqueue((mail.To, key));
        await Task.Delay(Delay, http.RequestAborted);
        if (KeptFor is null || KeptFor == mail.To)
            await replies.Task.WaitAsync(http.RequestAborted);
        return Results.Ok();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
