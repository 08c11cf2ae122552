using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Bestsellers.Tests;

/// <summary>A network link to Redis that a test can cut. Both ends learn that the connection is gone.</summary>
public sealed class Link : IAsyncDisposable
{
    private readonly int target;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> clients = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private volatile bool cut;

    public Link(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut()
    {
        cut = true;
        while (clients.TryTake(out var client))
            client.Dispose();
    }

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(CarryAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
        await Task.WhenAll(connections);
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using var _ = near;
        if (cut)
            return;
        clients.Add(near);
        clients.Add(far);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), stop.Token),
                far.GetStream().CopyToAsync(near.GetStream(), stop.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException)
        {
            // Cut, or one end is gone; so is the other now.
        }
    }
}
