using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Supervisor;

/// <summary>A real process.</summary>
public sealed class Container : IAsyncDisposable
{
    private const int Terminate = 15, Stop = 19;
    private const int KeptLines = 2_000;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    public Container(string program, IEnumerable<string> arguments)
    {
        process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    public Task Exited { get; }

    /// <summary>128 and the signal's number, if a signal ended it.</summary>
    public int ExitCode => process.ExitCode;

    public string Log => string.Join('\n', lines);

    public void SendTerminate() => Send(Terminate);

    /// <summary>SIGSTOP: the process is there and does nothing any more.</summary>
    public void Freeze() => Send(Stop);

    /// <summary>SIGTERM, and SIGKILL for one that is still there after its grace period.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        SendTerminate();
        try
        {
            await Exited.WaitAsync(grace);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await Exited;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await Exited;
        process.Dispose();
    }

    private void Send(int signal)
    {
        if (!process.HasExited)
            _ = kill(process.Id, signal);
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        while (lines.Count > KeptLines && lines.TryDequeue(out _)) { }
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
