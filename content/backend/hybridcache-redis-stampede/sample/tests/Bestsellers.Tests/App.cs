using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Offprint.Servers;

namespace Bestsellers.Tests;

/// <summary>The service as a process of its own, with its real Kestrel.</summary>
public sealed class App : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private App(Process process)
    {
        this.process = process;
        Http = null!;
    }

    public HttpClient Http { get; private set; }

    /// <param name="settings">As on the command line: `Cache:Kind=Fusion`.</param>
    public static async Task<App> StartAsync(RedisServer redis, Database database, params string[] settings)
    {
        var app = new App(Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(Schema).Assembly.Location,
            $"ConnectionStrings:Shop={database.Connection}", $"Cache:Redis={redis.ConnectionString}",
            "Urls=http://127.0.0.1:0", "Logging:LogLevel:Microsoft.AspNetCore=Warning", .. settings,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
        var address = new TaskCompletionSource<Uri>();
        app.process.OutputDataReceived += (_, line) =>
        {
            app.lines.Enqueue(line.Data ?? "");
            if (line.Data?.Split("Now listening on: ") is [_, var url])
                address.TrySetResult(new Uri(url));
        };
        app.process.ErrorDataReceived += (_, line) => app.lines.Enqueue(line.Data ?? "");
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        try
        {
            await Task.WhenAny(address.Task, app.process.WaitForExitAsync()).WaitAsync(TimeSpan.FromSeconds(60));
            if (!address.Task.IsCompleted)
                throw new IOException($"the program ended during its start:\n{string.Join('\n', app.lines)}");
            app.Http = new HttpClient { BaseAddress = await address.Task };
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<decimal> PriceAsync(int category = 0) => (await GetAsync(category)).Items[0].Price;

    public async Task<BestsellerList> GetAsync(int category = 0)
    {
        using var response = await Http.GetAsync($"bestsellers/{category}");
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}\n{string.Join('\n', lines)}");
        return (await response.Content.ReadFromJsonAsync<BestsellerList>())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http?.Dispose();
    }
}
