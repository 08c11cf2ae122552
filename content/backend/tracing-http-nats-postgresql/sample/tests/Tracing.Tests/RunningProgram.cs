using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tracing.Tests;

/// <summary>The API or the worker as a process of its own.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private RunningProgram(Process process) => this.process = process;

    public string Log => string.Join('\n', lines);

    /// <summary>Processor time so far, user and kernel.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static RunningProgram Start(string assembly, string collector, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100", // the default is 5,000 ms
                ["Logging__LogLevel__Default"] = "Information",
                ["Logging__LogLevel__Microsoft.AspNetCore"] = "Warning",
                ["Logging__LogLevel__System.Net.Http"] = "Warning",
            },
        };
        foreach (var setting in settings.Where(setting => setting.StartsWith("OTEL_")))
            start.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        var program = new RunningProgram(Process.Start(start)!);
        program.process.OutputDataReceived += (_, line) => program.lines.Enqueue(line.Data ?? "");
        program.process.ErrorDataReceived += (_, line) => program.lines.Enqueue(line.Data ?? "");
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until the program has logged this, and returns the rest of that line.</summary>
    public async Task<string> LoggedAsync(string text)
    {
        string? found = null;
        await Until.TrueAsync($"the log has \"{text}\"", () =>
        {
            found = lines.FirstOrDefault(line => line.Contains(text));
            return found is not null || !process.HasExited
                ? found is not null
                : throw new IOException($"the program ended:\n{Log}");
        });
        return found?[(found.IndexOf(text, StringComparison.Ordinal) + text.Length)..].Trim() ?? "";
    }

    /// <summary>kill -9</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and a wait for the end.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])!;
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

public static class Until
{
    /// <summary>Polls until the condition holds; a failure says what was waited for.</summary>
    public static async Task TrueAsync(string what, Func<bool> condition)
    {
        var end = DateTime.UtcNow + TimeSpan.FromSeconds(60);
        while (!condition())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail($"still not so after waiting: {what}");
            await Task.Delay(20);
        }
    }
}
