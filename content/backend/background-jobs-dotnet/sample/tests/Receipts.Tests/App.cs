using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Receipts.Tests;

/// <summary>The program as a process of its own, which can be ended in any way.</summary>
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

    public string Log => string.Join('\n', lines);

    public bool HasExited => process.HasExited;

    /// <param name="settings">As on the command line: `Mode=draining`.</param>
    public static async Task<App> StartAsync(
        string connection, MailProvider mails, params string[] settings)
    {
        var app = new App(Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(ReceiptSender).Assembly.Location,
            $"Mails={mails.Address}", $"ConnectionStrings:Receipts={connection}",
            "Urls=http://127.0.0.1:0", .. settings,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_DbgEnableMiniDump"] = "0" },
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
            app.Http = new HttpClient { BaseAddress = await app.OrExitAsync(address.Task) };
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public void Terminate() => _ = kill(process.Id, 15);

    /// <summary>kill -9</summary>
    public void Kill() => process.Kill();

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http?.Dispose();
    }

    private async Task<T> OrExitAsync<T>(Task<T> awaited)
    {
        await Task.WhenAny(awaited, process.WaitForExitAsync()).WaitAsync(TimeSpan.FromSeconds(60));
        return awaited.IsCompleted
            ? await awaited
            : throw new IOException($"the program ended during its start:\n{Log}");
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
