using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Shop.Tests;

/// <summary>The shop on a real Kestrel, in this process so that its log and metrics can be read.</summary>
public sealed class ShopHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly MeterListener meters = new();
    private readonly ConcurrentQueue<(string Route, int Status)> requests = new();
    private readonly ConcurrentQueue<string> lines;

    private ShopHost(WebApplication app, ConcurrentQueue<string> lines)
    {
        this.app = app;
        this.lines = lines;
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "http.server.request.duration" && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            var (route, status) = ("", 0);
            foreach (var (key, value) in tags)
            {
                if (key == "http.route")
                    route = (string)value!;
                if (key == "http.response.status_code")
                    status = (int)value!;
            }
            requests.Enqueue((route, status));
        });
        meters.Start();
    }

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    /// <summary>Log lines as "Warning: text".</summary>
    public IReadOnlyCollection<string> Log => lines;

    /// <summary>What http.server.request.duration has recorded, in order.</summary>
    public IReadOnlyCollection<(string Route, int Status)> Requests => requests;

    /// <param name="settings">As on the command line: `Limits:Report=00:00:01`.</param>
    public static async Task<ShopHost> StartAsync(
        string connection, HttpProtocols protocols = HttpProtocols.Http1, params string[] settings)
    {
        var lines = new ConcurrentQueue<string>();
        var app = ShopApp.Build([$"ConnectionStrings:Shop={connection}", .. settings], builder =>
        {
            builder.WebHost.ConfigureKestrel(kestrel =>
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, o => o.Protocols = protocols));
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug)
                .AddProvider(new ListLogger(lines));
        });
        await app.StartAsync();
        return new(app, lines);
    }

    public Task StopAsync() => app.StopAsync();

    public Task<Browser> GetAsync(string path) => Browser.GetAsync(Address, path);

    public Task<Browser> PostAsync(string path) => Browser.PostAsync(Address, path);

    /// <summary>The status under which the next finished request was recorded.</summary>
    public async Task<int> RecordedAsync(int request = 1)
    {
        await Until.TrueAsync("the request is recorded", () => requests.Count >= request);
        return requests.ElementAt(request - 1).Status;
    }

    public async ValueTask DisposeAsync()
    {
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
            await app.StopAsync(patience.Token);
        await app.DisposeAsync();
        meters.Dispose();
    }

    private sealed class ListLogger(ConcurrentQueue<string> lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string category) => new Logger(category, lines);

        public void Dispose() { }
    }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception,
            Func<TState, Exception?, string> format) =>
            lines.Enqueue($"{level}: {category}[{id.Name}] {format(state, exception)}");
    }
}
