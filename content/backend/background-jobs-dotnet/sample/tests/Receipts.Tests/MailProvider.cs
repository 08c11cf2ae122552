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
/// A mail API on a loopback port. Four mails at a time take 50 ms each; one key is one
/// mail, however often it is sent.
/// </summary>
public sealed class MailProvider : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SemaphoreSlim atOnce = new(4);
    private TaskCompletionSource gate = new();

    private MailProvider()
    {
        gate.SetResult();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/mails/{order:int}", TakeAsync);
    }

    public ConcurrentDictionary<string, int> CallsByKey { get; } = new();

    public ConcurrentDictionary<int, ConcurrentDictionary<string, bool>> KeysByOrder { get; } = new();

    /// <summary>Orders that the provider answers with an error.</summary>
    public ConcurrentDictionary<int, int> Refused { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static async Task<MailProvider> StartAsync()
    {
        var provider = new MailProvider();
        await provider.app.StartAsync();
        provider.Address = new Uri(provider.app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return provider;
    }

    /// <summary>From now on a call is counted and then gets no answer.</summary>
    public void Hold() => gate = new TaskCompletionSource(
        TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => gate.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        await app.DisposeAsync();
    }

    private async Task<IResult> TakeAsync(int order, HttpContext http)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        CallsByKey.AddOrUpdate(key, 1, (_, calls) => calls + 1);
        KeysByOrder.GetOrAdd(order, _ => new())[key] = true;
        await gate.Task.WaitAsync(http.RequestAborted);
        if (Refused.ContainsKey(order))
            return Results.StatusCode(500);
        await atOnce.WaitAsync(http.RequestAborted);
        try
        {
            await Task.Delay(50, http.RequestAborted);
            return Results.Accepted();
        }
        finally
        {
            atOnce.Release();
        }
    }
}
