using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Offprint.Servers;

/// <summary>
/// A real server for one test class: its own process on a free loopback port with a
/// temporary folder. Disposing it ends the process, by its id, and removes the folder; so
/// does the death of this process.
/// </summary>
public abstract partial class Server : IAsyncDisposable
{
    /// <summary>A file to which each started server appends its name and version.</summary>
    public const string SeenVariable = "OFFPRINT_SERVERS";

    private const int KeptLogLines = 400;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<string> log = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Watchdog watchdog;
    private Process? process;
    private bool disposed;

    private protected Server(string name, string endingSignal)
    {
        Name = name;
        Folder = Directory.CreateTempSubdirectory($"offprint-{name}-").FullName;
        watchdog = new Watchdog(endingSignal, Folder);
    }

    /// <summary>The program's name: postgres, nats-server or redis-server.</summary>
    public string Name { get; }

    /// <summary>The program's version, as 15.14.</summary>
    public string Version { get; private set; } = "";

    public string Host => "127.0.0.1";

    /// <summary>Stays the same when the server is started again.</summary>
    public int Port { get; private set; }

    /// <summary>The temporary folder, removed when the server is disposed.</summary>
    public string Folder { get; }

    public int ProcessId => process?.Id ?? throw new InvalidOperationException($"{Name} is not running");

    public bool IsRunning => process is { HasExited: false };

    /// <summary>The last lines that the server wrote.</summary>
    public IReadOnlyCollection<string> Log => log;

    /// <summary>Asks the server to end as an operator would, and waits until it has.</summary>
    public Task StopAsync() => InTurnAsync(() => EndAsync(kill: false));

    /// <summary>
    /// SIGKILL: the server has no chance to finish, flush or say goodbye. Returns when the
    /// process (and any process it had started) is gone.
    /// </summary>
    public Task KillAsync() => InTurnAsync(() => EndAsync(kill: true));

    /// <summary>Starts a stopped or killed server on the same port and the same data.</summary>
    public Task StartAgainAsync() => InTurnAsync(async () =>
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (IsRunning)
            throw new InvalidOperationException($"{Name} is running already");
        await LaunchAsync();
    });

    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        try
        {
            if (disposed)
                return;
            disposed = true;
            await EndAsync(kill: true);
            process?.Dispose();
            watchdog.Dispose();
            await RemoveFolderAsync();
        }
        finally
        {
            turn.Release();
        }
        GC.SuppressFinalize(this);
    }

    private protected abstract int StopSignal { get; }

    private protected abstract ProcessStartInfo StartInfo();

    private protected abstract Task<bool> IsReadyAsync(CancellationToken cancellation);

    /// <summary>First start: chooses the port, and another one if somebody was quicker.</summary>
    private protected async Task StartFirstAsync(string versionProgram)
    {
        try
        {
            Version = await ReadVersionAsync(versionProgram);
            for (var attempt = 1; ; attempt++)
            {
                Port = Ports.Free();
                try
                {
                    await LaunchAsync();
                    break;
                }
                catch (ServerStartException) when (attempt < 4 && PortWasTaken())
                {
                    log.Clear();
                }
            }
            RecordSeen();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private protected static async Task<string> RunAsync(ProcessStartInfo info)
    {
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        using var program = Process.Start(info)!;
        var output = program.StandardOutput.ReadToEndAsync();
        var errors = program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        if (program.ExitCode != 0)
            throw new ServerStartException(
                $"{Path.GetFileName(info.FileName)} failed with exit code {program.ExitCode}: "
                + $"{(await errors).Trim()} {(await output).Trim()}");
        return await output;
    }

    private async Task LaunchAsync()
    {
        var info = StartInfo();
        info.RedirectStandardOutput = true;
        info.RedirectStandardError = true;
        info.WorkingDirectory = Folder;
        process?.Dispose();
        process = Process.Start(info)!;
        watchdog.Watch(process.Id);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync(process);
    }

    private async Task WaitUntilReadyAsync(Process starting)
    {
        using var deadline = new CancellationTokenSource(StartTimeout);
        while (!starting.HasExited)
        {
            if (await TryIsReadyAsync(deadline.Token))
                return;
            if (deadline.IsCancellationRequested)
            {
                await EndAsync(kill: true);
                throw new ServerStartException(
                    $"{Name} was not ready within {StartTimeout.TotalSeconds} s.\n{LastLines()}");
            }
            await Task.Delay(25);
        }
        watchdog.Unwatch();
        await Task.Delay(100); // its last words are still on their way through the pipe
        throw new ServerStartException(
            $"{Name} ended at once with exit code {starting.ExitCode}.\n{LastLines()}");
    }

    private async Task<bool> TryIsReadyAsync(CancellationToken cancellation)
    {
        try
        {
            return await IsReadyAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException
            or System.Net.Sockets.SocketException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private async Task EndAsync(bool kill)
    {
        if (process is not { HasExited: false } running)
            return;

        var children = Posix.ChildrenOf(running.Id);
        if (!kill)
        {
            Posix.Signal(running.Id, StopSignal);
            kill = !await GoneAsync(running, children);
        }
        if (kill)
        {
            Posix.Signal(running.Id, Posix.Kill);
            foreach (var child in children)
                Posix.Signal(child, Posix.Kill);
            if (!await GoneAsync(running, children))
                throw new IOException($"{Name} (process {running.Id}) could not be ended");
        }
        watchdog.Unwatch();
    }

    private static async Task<bool> GoneAsync(Process ending, int[] children)
    {
        var clock = Stopwatch.StartNew();
        while (!ending.HasExited || children.Any(Posix.IsAlive))
        {
            if (clock.Elapsed > StopTimeout)
                return false;
            await Task.Delay(10);
        }
        return true;
    }

    private async Task RemoveFolderAsync()
    {
        for (var attempt = 1; Directory.Exists(Folder); attempt++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (attempt == 20)
                    throw;
                await Task.Delay(50);
            }
        }
    }

    private async Task InTurnAsync(Func<Task> action)
    {
        await turn.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            turn.Release();
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        log.Enqueue(line);
        while (log.Count > KeptLogLines && log.TryDequeue(out _)) { }
    }

    private string LastLines() => string.Join('\n', log.TakeLast(20));

    private bool PortWasTaken() =>
        log.Any(line => line.Contains("in use", StringComparison.OrdinalIgnoreCase));

    private static async Task<string> ReadVersionAsync(string program) =>
        VersionNumber().Match(await RunAsync(new ProcessStartInfo(program, ["--version"]))).Value;

    private void RecordSeen()
    {
        if (Environment.GetEnvironmentVariable(SeenVariable) is { Length: > 0 } file)
            File.AppendAllText(file, $"{Name} {Version}\n");
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex VersionNumber();
}

/// <summary>A server did not start; the message ends with what it wrote.</summary>
public sealed class ServerStartException(string message) : Exception(message);
