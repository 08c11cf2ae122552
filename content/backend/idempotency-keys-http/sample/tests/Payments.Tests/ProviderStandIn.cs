using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Payments.Tests;

/// <summary>
/// A card provider on a loopback port, with idempotency keys as the published APIs have them: a key
/// that it has seen charges nothing and gets the first charge again. It can forget its keys.
/// </summary>
public sealed class ProviderStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Lazy<string>> byKey = new();
    private readonly ConcurrentQueue<string> charges = new();
    private int calls;
    private volatile TaskCompletionSource responses = Open();

    private ProviderStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/charges", ChargeAsync);
    }

    /// <summary>What cards were charged.</summary>
    public int Charges => charges.Count;

    /// <summary>Requests that arrived.</summary>
    public int Calls => Volatile.Read(ref calls);

    public bool IgnoresKeys { get; set; }

    public string Setting => $"Provider={app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single()}/";

    public static async Task<ProviderStandIn> StartAsync()
    {
        var provider = new ProviderStandIn();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>From now on a card is charged and the caller gets no response.</summary>
    public void HangAfterCharging() =>
        responses = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Recover() => responses.TrySetResult();

    public void ForgetKeys() => byKey.Clear();

    public async ValueTask DisposeAsync()
    {
        Recover();
        await app.DisposeAsync();
    }

    private async Task<IResult> ChargeAsync(Request request, HttpContext http)
    {
        Interlocked.Increment(ref calls);
        if (request.Card == "declined")
            return Results.StatusCode(402);
        var key = IgnoresKeys ? $"{Guid.NewGuid()}" : http.Request.Headers["Idempotency-Key"].ToString();
        var id = byKey.GetOrAdd(key, _ => new(() =>
        {
            charges.Enqueue(request.Card);
            return $"ch_{Guid.NewGuid():N}";
        })).Value;
        await responses.Task.WaitAsync(http.RequestAborted);
        return Results.Json(new { id }, statusCode: 201);
    }

    private static TaskCompletionSource Open()
    {
        var gate = new TaskCompletionSource();
        gate.SetResult();
        return gate;
    }

    private sealed record Request(string Card, long Amount);
}
