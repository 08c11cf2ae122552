using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;

namespace Shop.Tests;

/// <summary>
/// A real Kestrel on loopback that fails as a test tells it to, and remembers when each request arrived.
/// </summary>
public sealed class Service : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<TimeSpan> arrivals = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int received;

    private Service(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public int Received => Volatile.Read(ref received);

    public IReadOnlyList<TimeSpan> Arrivals => [.. arrivals];

    /// <param name="answer">Gets the request's number, from 1.</param>
    public static async Task<Service> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new Service(builder.Build());
        service.app.Run(context =>
        {
            service.arrivals.Enqueue(service.clock.Elapsed);
            return answer(context, Interlocked.Increment(ref service.received));
        });
        await service.app.StartAsync();
        service.Address = new Uri(service.app.Urls.Single());
        return service;
    }

    /// <summary>Always this status.</summary>
    public static Task<Service> StartAsync(int status) => StartAsync((context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>This status while the function says so, 200 otherwise.</summary>
    public static Task<Service> StartAsync(int status, Func<bool> fails) => StartAsync((context, _) =>
    {
        context.Response.StatusCode = fails() ? status : 200;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

public static class Clients
{
    /// <summary>A client as the factory makes it; the provider lives as long as the test.</summary>
    public static HttpClient Create(Uri address, Action<IHttpClientBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddHttpClient("client", http => http.BaseAddress = address));
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("client");
    }

    /// <summary>The standard handler with pauses and limits that suit a test; the rest are its defaults.</summary>
    public static HttpClient Standard(Uri address, Action<HttpStandardResilienceOptions>? configure = null) =>
        Create(address, client => client.AddStandardResilienceHandler(options =>
        {
            options.Retry.Delay = TimeSpan.FromMilliseconds(1);
            configure?.Invoke(options);
        }));
}
