using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Catalog.Tests;

/// <summary>
/// Two nats-servers with one route between them, which runs over a link that a test can
/// cut or silence.
/// </summary>
public sealed class NatsCluster : IAsyncDisposable
{
    // The shell ends its server when this process closes the pipe, or dies.
    private const string Script = """
        "$@" >/dev/null 2>&1 &
        server=$!
        read -r _
        kill -KILL $server
        """;

    private readonly List<Process> shells = [];

    public Link Route { get; private set; } = null!;

    public string UrlA { get; private set; } = "";

    public string UrlB { get; private set; } = "";

    public static async Task<NatsCluster> StartAsync()
    {
        var cluster = new NatsCluster();
        try
        {
            var ports = FreePorts(4);
            cluster.Route = new Link(ports[1]);
            cluster.UrlA = await cluster.LaunchAsync("A", ports[0], ports[1], null);
            cluster.UrlB = await cluster.LaunchAsync("B", ports[2], ports[3], cluster.Route.Url);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var shell in shells)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        }
        if (Route is not null)
            await Route.DisposeAsync();
    }

    private async Task<string> LaunchAsync(string name, int port, int clusterPort, string? route)
    {
        string[] routes = route is null ? [] : ["--routes", route];
        shells.Add(Process.Start(new ProcessStartInfo("/bin/sh",
        [
            "-c", Script, "server", ServerProgram(), "-n", name, "-a", "127.0.0.1",
            "-p", $"{port}", "--cluster_name", "two", "--no_advertise",
            "--cluster", $"nats://127.0.0.1:{clusterPort}", .. routes,
        ])
        {
            RedirectStandardInput = true,
        })!);
        await Eventually.TrueAsync(() => AcceptsAsync(port), $"server {name} is up", 30);
        return $"nats://127.0.0.1:{port}";
    }

    private static string ServerProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(["/usr/local/bin", "/usr/sbin", "/opt/homebrew/bin"])
            .Select(folder => Path.Combine(folder, "nats-server"))
            .First(File.Exists);

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count)
            .Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
