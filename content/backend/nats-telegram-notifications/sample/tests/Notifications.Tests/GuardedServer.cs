using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NATS.Client.Core;

namespace Notifications.Tests;

/// <summary>nats-server with the permissions of nats.conf.</summary>
public sealed class GuardedServer : IAsyncDisposable
{
    private const string Password = "for-this-test";

    private readonly int port = FreePort();
    private readonly Process process;

    public GuardedServer()
    {
        var start = new ProcessStartInfo(
            "nats-server", ["-c", ConfigFile(), "-a", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardError = true,
        };
        start.Environment["STAGING_PASSWORD"] = Password;
        start.Environment["PROD_PASSWORD"] = Password;
        process = Process.Start(start)!;
        process.BeginErrorReadLine();
    }

    /// <summary>Waits for the server, as a client does that was started first.</summary>
    public async Task<NatsConnection> ConnectAsync(string user)
    {
        var connection = new NatsConnection(new NatsOpts
        {
            Url = $"nats://127.0.0.1:{port}",
            AuthOpts = new NatsAuthOpts { Username = user, Password = Password },
            RetryOnInitialConnect = true,
            ReconnectWaitMin = TimeSpan.FromMilliseconds(50),
            ReconnectWaitMax = TimeSpan.FromMilliseconds(50),
        });
        await connection.ConnectAsync();
        await Eventually.TrueAsync(
            () => connection.ConnectionState == NatsConnectionState.Open,
            () => "the server answers", seconds: 30);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string ConfigFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "nats.conf")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "nats.conf");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
