using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LoadTesting.Tests;

/// <summary>A program of the sample in a process of its own.</summary>
public sealed class Child : IAsyncDisposable
{
    private const int Terminate = 15, Continue = 18, Stop = 19;

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource started =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="variables">Of the environment, as `DOTNET_gcServer=1`.</param>
    public Child(Type programType, IEnumerable<string> arguments, IEnumerable<string>? variables = null)
    {
        var info = new ProcessStartInfo("dotnet", [programType.Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What a developer's shell or the test runner sets is not what is tested.
        foreach (var name in info.Environment.Keys.Where(IsRuntimeSetting).ToList())
            info.Environment.Remove(name);
        foreach (var pair in (variables ?? []).Select(variable => variable.Split('=', 2)))
            info.Environment[pair[0]] = pair[1];

        process = Process.Start(info)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Exited = process.WaitForExitAsync();
    }

    public Task Exited { get; }

    public int ExitCode => process.ExitCode;

    public string Output => string.Join('\n', lines);

    /// <summary>Completes when the program writes the line "started".</summary>
    public Task Started => started.Task;

    /// <summary>SIGSTOP and, later, SIGCONT: no thread of the process runs in between.</summary>
    public async Task<Pause> PauseAsync(TimeSpan length)
    {
        Send(Stop);
        // A signal is delivered when the kernel gets to it.
        while (!IsStopped())
            await Task.Delay(1);
        var from = Stopwatch.GetTimestamp();
        await Task.Delay(length);
        var until = Stopwatch.GetTimestamp();
        Send(Continue);
        return new Pause(from, until);
    }

    public async Task StopAsync()
    {
        Send(Terminate);
        await Exited.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await Exited;
        process.Dispose();
    }

    private static bool IsRuntimeSetting(string name) =>
        name.StartsWith("DOTNET_gc", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_Tiered", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ThreadPool", StringComparison.OrdinalIgnoreCase)
        || name is "DOTNET_ReadyToRun" or "DOTNET_PROCESSOR_COUNT" or "ASPNETCORE_URLS";

    /// <summary>The state is the third field of `/proc/[pid]/stat`, after the name in parentheses.</summary>
    private bool IsStopped() =>
        File.ReadAllText($"/proc/{process.Id}/stat") is var stat && stat[stat.LastIndexOf(')') + 2] == 'T';

    private void Send(int signal)
    {
        if (!process.HasExited && kill(process.Id, signal) != 0)
            throw new IOException($"signal {signal} was not delivered");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (line == "started")
            started.TrySetResult();
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int process, int signal);
}

public sealed record Pause(long From, long Until)
{
    public double Milliseconds => Stopwatch.GetElapsedTime(From, Until).TotalMilliseconds;
}
