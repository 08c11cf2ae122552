using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NATS.Client.Core;

namespace Notifications.Tests;

/// <summary>nats-server with one of the sample's configurations.</summary>
public sealed class GuardedServer : IAsyncDisposable
{
    private const string Password = "for-this-test";

    private readonly int port = FreePort();
    private readonly DirectoryInfo storage = Directory.CreateTempSubdirectory("guarded-nats-");
    private readonly Process process;

    /// <param name="edit">What a test changes in the configuration.</param>
    public GuardedServer(string configuration, Func<string, string>? edit = null)
    {
        var text = File.ReadAllText(Find(configuration));
        var file = Path.Combine(storage.FullName, configuration);
        File.WriteAllText(file, edit is null ? text : edit(text));
        var start = new ProcessStartInfo(
            "nats-server", ["-c", file, "-a", "127.0.0.1", "-p", $"{port}", "-sd", storage.FullName])
        {
            RedirectStandardError = true,
        };
        start.Environment["STAGING_PASSWORD"] = Password;
        start.Environment["PROD_PASSWORD"] = Password;
        process = Process.Start(start)!;
        process.BeginErrorReadLine();
    }

    /// <summary>Waits for the server, as a client does that was started first.</summary>
    public async Task<NatsConnection> ConnectAsync(string user, string inboxPrefix = "_INBOX")
    {
        var connection = new NatsConnection(new NatsOpts
        {
            Url = $"nats://127.0.0.1:{port}",
            AuthOpts = new NatsAuthOpts { Username = user, Password = Password },
            InboxPrefix = inboxPrefix,
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
        storage.Delete(recursive: true);
    }

    private static string Find(string configuration)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, configuration)))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, configuration);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
