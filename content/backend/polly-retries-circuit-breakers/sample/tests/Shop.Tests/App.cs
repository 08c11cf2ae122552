using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Upstream;

namespace Shop.Tests;

/// <summary>The upstream service as a process of its own, with its real Kestrel.</summary>
public sealed class App : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly HttpClient http = new();

    private App(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <param name="settings">As on the command line: `LongestWait=00:00:00.2`.</param>
    public static async Task<App> StartAsync(Database database, params string[] settings)
    {
        var app = new App(Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(Schema).Assembly.Location,
            $"ConnectionStrings:Upstream={database.Connection}", "Urls=http://127.0.0.1:0",
            "Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            .. settings,
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
            app.Address = await app.OrExitAsync(address.Task);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<Reading> CountsAsync() =>
        (await http.GetFromJsonAsync<Reading>(new Uri(Address, "counts")))!;

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    private async Task<T> OrExitAsync<T>(Task<T> awaited)
    {
        await Task.WhenAny(awaited, process.WaitForExitAsync()).WaitAsync(TimeSpan.FromSeconds(60));
        return awaited.IsCompleted
            ? await awaited
            : throw new IOException($"the program ended during its start:\n{string.Join('\n', lines)}");
    }
}
