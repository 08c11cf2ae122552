using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Receipts.Tests;

/// <summary>
/// A mail API on a loopback port. It sends four mails at a time and needs 50 ms for each. A key
/// that it has seen sends no second mail. A request whose caller hangs up before its turn is
/// dropped; once sending has begun, the mail goes out whether or not the caller is still there.
/// </summary>
public sealed class MailProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SemaphoreSlim slots = new(4);
    private readonly ConcurrentDictionary<string, bool> sentKeys = new();
    private TaskCompletionSource requests = Open();
    private TaskCompletionSource responses = Open();
    private int inProgress;

    private MailProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/mails/{order:int}", CountAsync);
    }

    /// <summary>Mails that went out.</summary>
    public ConcurrentDictionary<int, int> MailsByOrder { get; } = new();

    /// <summary>Requests that arrived, sent or not.</summary>
    public ConcurrentDictionary<string, int> CallsByKey { get; } = new();

    /// <summary>Orders that the provider answers with a 500.</summary>
    public ConcurrentDictionary<int, bool> Failing { get; } = new();

    public int Calls => CallsByKey.Values.Sum();

    public bool IsIdle => Volatile.Read(ref inProgress) == 0;

    public Uri Address { get; private set; } = null!;

    public static async Task<MailProvider> StartAsync()
    {
        var provider = new MailProvider();
        await provider.app.StartAsync();
        provider.Address = new Uri(provider.app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return provider;
    }

    /// <summary>From now on a request is counted and nothing more happens to it.</summary>
    public void Hang() => requests = Closed();

    /// <summary>From now on a mail is sent and its caller gets no response.</summary>
    public void HangAfterSending() => responses = Closed();

    public void Recover()
    {
        requests.TrySetResult();
        responses.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Recover();
        await app.DisposeAsync();
    }

    private async Task<IResult> CountAsync(int order, HttpContext http)
    {
        Interlocked.Increment(ref inProgress);
        try
        {
            return await SendAsync(order, http);
        }
        finally
        {
            Interlocked.Decrement(ref inProgress);
        }
    }

    private async Task<IResult> SendAsync(int order, HttpContext http)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        CallsByKey.AddOrUpdate(key, 1, (_, calls) => calls + 1);
        await requests.Task.WaitAsync(http.RequestAborted);
        if (Failing.ContainsKey(order))
            return Results.StatusCode(500);
        await slots.WaitAsync(http.RequestAborted);
        try
        {
            await Task.Delay(50);
            if (sentKeys.TryAdd(key, true))
                MailsByOrder.AddOrUpdate(order, 1, (_, mails) => mails + 1);
        }
        finally
        {
            slots.Release();
        }
        await responses.Task.WaitAsync(http.RequestAborted);
        return Results.Accepted();
    }

    private static TaskCompletionSource Open()
    {
        var gate = Closed();
        gate.SetResult();
        return gate;
    }

    private static TaskCompletionSource Closed() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
