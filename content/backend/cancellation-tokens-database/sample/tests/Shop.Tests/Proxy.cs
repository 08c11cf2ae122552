using System.Net;
using System.Net.Sockets;

namespace Shop.Tests;

/// <summary>Between Npgsql and PostgreSQL: passes everything on, until it holds the answers.</summary>
public sealed class Proxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int server;
    private readonly Task accepting;
    private readonly List<Connection> connections = [];

    public Proxy(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections
    {
        get
        {
            lock (connections)
                return connections.Count;
        }
    }

    /// <summary>
    /// From now on, what the server says on the connections there are is read and not delivered.
    /// </summary>
    public void HoldAnswers()
    {
        lock (connections)
            connections.ForEach(connection => connection.Holding = true);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var connection = new Connection();
        lock (connections)
            connections.Add(connection);
        using (client)
        using (var upstream = new TcpClient())
        {
            await upstream.ConnectAsync(IPAddress.Loopback, server);
            await Task.WhenAny(
                PumpAsync(client.GetStream(), upstream.GetStream(), () => false),
                PumpAsync(upstream.GetStream(), client.GetStream(), () => connection.Holding));
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, Func<bool> hold)
    {
        var buffer = new byte[8192];
        try
        {
            while (await from.ReadAsync(buffer, stop.Token) is > 0 and var read)
                if (!hold())
                    await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has closed, which ends the pair.
        }
    }

    private sealed class Connection
    {
        public volatile bool Holding;
    }
}
