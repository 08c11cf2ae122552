using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Shop.Tests;

/// <summary>
/// Stands for a payment provider: it takes the money as soon as it is asked, once for each
/// idempotency key, and answers when the test lets it.
/// </summary>
public sealed class ProviderStandIn : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, int> calls = new();
    private volatile TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProviderStandIn(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>Each key is one charge; the value says how often it was asked for.</summary>
    public IReadOnlyDictionary<string, int> Calls => calls;

    public static async Task<ProviderStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new ProviderStandIn(builder.Build());
        provider.app.MapPost("/charges", async (HttpContext http) =>
        {
            var key = http.Request.Headers["Idempotency-Key"].ToString();
            provider.calls.AddOrUpdate(key, 1, (_, count) => count + 1);
            await provider.answer.Task;
            return Results.Json(new { Id = $"charge-{key}" });
        });
        await provider.app.StartAsync();
        return provider;
    }

    public void Answer() => answer.TrySetResult();

    public void Hang() => answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task UntilAskedAsync(int times = 1) => Until.TrueAsync(
        $"the provider was asked {times} times", () => calls.Values.Sum() == times);

    public async ValueTask DisposeAsync()
    {
        Answer();
        await app.DisposeAsync();
    }
}
