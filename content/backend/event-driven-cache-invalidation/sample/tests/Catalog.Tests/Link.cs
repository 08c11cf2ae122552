using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Catalog.Tests;

/// <summary>A network link to a server that a test can cut or silence.</summary>
public sealed class Link : IAsyncDisposable
{
    private readonly int serverPort;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> clients = [];
    private readonly CancellationTokenSource ending = new();
    private volatile bool cut, silent;

    public Link(int serverPort)
    {
        this.serverPort = serverPort;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Url => $"nats://127.0.0.1:{Port}";

    /// <summary>Both ends learn at once that the connection is gone.</summary>
    public void Cut()
    {
        cut = true;
        while (clients.TryTake(out var client))
            client.Dispose();
    }

    /// <summary>Nothing arrives any more, and nobody is told.</summary>
    public void Silence() => silent = true;

    public void Mend() => cut = silent = false;

    public ValueTask DisposeAsync()
    {
        ending.Cancel();
        listener.Stop();
        Cut();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await listener.AcceptTcpClientAsync(ending.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            if (cut)
                return;
            await far.ConnectAsync(IPAddress.Loopback, serverPort);
            clients.Add(near);
            clients.Add(far);
            await Task.WhenAny(
                CopyAsync(near.GetStream(), far.GetStream()),
                CopyAsync(far.GetStream(), near.GetStream()));
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, ending.Token) is > 0 and var read)
                if (!silent)
                    await to.WriteAsync(buffer.AsMemory(0, read), ending.Token);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException
            or OperationCanceledException)
        {
        }
    }
}
