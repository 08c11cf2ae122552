using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Notifications.Tests;

/// <summary>The program as a process of its own, which a test can terminate or kill.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private const int Sigterm = 15;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    public WorkerProcess(Stage stage, string natsUrl, params string[] settings)
    {
        process = Process.Start(new ProcessStartInfo("dotnet",
        [
            typeof(DurableWorker).Assembly.Location,
            $"Notifications:Environment={stage.Environment}",
            $"Notifications:NatsUrl={natsUrl}",
            $"Notifications:Token={TelegramServer.Token}",
            $"Notifications:Telegram={stage.Telegram.Address}",
            .. Enumerable.Range(1, 100).Select(n => $"Notifications:Chats:w{n}={n}"),
            .. settings,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_DbgEnableMiniDump"] = "0" },
        })!;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Log => string.Join('\n', lines);

    public Task LogsAsync(string text) => Eventually.TrueAsync(
        () => Log.Contains(text), () => $"\"{text}\" in the log:\n{Log}", seconds: 60);

    /// <summary>kill -9</summary>
    public void Kill() => process.Kill();

    public void Terminate() => _ = kill(process.Id, Sigterm);

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
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
