extern alias Defaults;
using System.Collections.Concurrent;
using System.Diagnostics;

namespace Parcels.Tests;

/// <summary>
/// One style with its defaults, on Kestrel in a process of its own: what FastEndpoints is
/// configured to do, and how it has FluentValidation name properties, holds for a whole process.
/// </summary>
public sealed class DefaultsProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private DefaultsProcess(Process process) => this.process = process;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<DefaultsProcess> StartAsync(string style)
    {
        var app = new DefaultsProcess(Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(Defaults::Program).Assembly.Location, $"Style={style}", $"Callers:shop={Api.Shop}",
            "Urls=http://127.0.0.1:0", "Environment=Production",
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
                address.TrySetResult(new(url));
        };
        app.process.ErrorDataReceived += (_, line) => app.lines.Enqueue(line.Data ?? "");
        app.process.BeginOutputReadLine();
        app.process.BeginErrorReadLine();
        try
        {
            await Task.WhenAny(address.Task, app.process.WaitForExitAsync())
                .WaitAsync(TimeSpan.FromSeconds(60));
            app.Http = new()
            {
                BaseAddress = address.Task.IsCompleted
                    ? await address.Task
                    : throw new IOException($"It ended: {string.Join('\n', app.lines)}"),
            };
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
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

/// <summary>The four set-ups, each started once.</summary>
public sealed class AllDefaults : IAsyncLifetime
{
    private readonly Dictionary<string, DefaultsProcess> processes = [];

    public HttpClient this[string style] => processes[style].Http;

    public async Task InitializeAsync()
    {
        foreach (var style in new[] { "controllers", "endpoints", "endpoints-problems", "minimal" })
            processes[style] = await DefaultsProcess.StartAsync(style);
    }

    public async Task DisposeAsync()
    {
        foreach (var process in processes.Values)
            await process.DisposeAsync();
    }
}
