using System.Diagnostics;

namespace Offprint.Servers;

/// <summary>
/// A shell that outlives this process just long enough to end the server it started. It
/// reads process ids from a pipe; when the pipe closes without a goodbye, because this
/// process died, it ends the last one and removes the server's folder.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP QUIT
        exec >/dev/null 2>&1
        server=0
        while read -r line; do
            [ "$line" = goodbye ] && exit 0
            server=$line
        done
        if [ "$server" -gt 0 ]; then
            kill -"$1" "$server"
            n=0
            while kill -0 "$server" && [ $n -lt 50 ]; do sleep 0.1; n=$((n+1)); done
            kill -KILL "$server"
        fi
        rm -rf "$2"
        """;

    private readonly Process shell;

    public Watchdog(string endingSignal, string folder)
    {
        shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", Script, "watchdog", endingSignal, folder])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            })!;
    }

    public void Watch(int processId) => Tell(processId.ToString());

    public void Unwatch() => Tell("0");

    public void Dispose()
    {
        Tell("goodbye");
        shell.WaitForExit(TimeSpan.FromSeconds(5));
        shell.Dispose();
    }

    private void Tell(string line)
    {
        try
        {
            shell.StandardInput.Write(line + "\n");
            shell.StandardInput.Flush();
        }
        catch (IOException)
        {
            // The shell was killed: the server is still ended by DisposeAsync.
        }
    }
}
