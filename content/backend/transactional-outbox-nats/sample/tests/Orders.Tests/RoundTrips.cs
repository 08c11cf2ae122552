using System.Net;
using System.Net.Sockets;

namespace Orders.Tests;

/// <summary>
/// A proxy in front of a server that counts round trips: how often the client sends something
/// after it has received something.
/// </summary>
public sealed class RoundTrips : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private int count;

    public RoundTrips(string host, int port)
    {
        listener.Start();
        serving = ServeAsync(host, port);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public async Task<int> CountAsync(Func<Task> work)
    {
        var before = Volatile.Read(ref count);
        await work();
        return Volatile.Read(ref count) - before;
    }

    private async Task ServeAsync(string host, int port)
    {
        var relays = new List<Task>();
        try
        {
            while (true)
                relays.Add(RelayAsync(await listener.AcceptTcpClientAsync(stop.Token), host, port));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task RelayAsync(TcpClient client, string host, int port)
    {
        using var server = new TcpClient(host, port) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            var answered = 1;
            await Task.WhenAll(
                CopyAsync(client, server, () =>
                {
                    if (Interlocked.Exchange(ref answered, 0) == 1)
                        Interlocked.Increment(ref count);
                }),
                CopyAsync(server, client, () => Volatile.Write(ref answered, 1)));
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, Action seen)
    {
        var buffer = new byte[65_536];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, stop.Token) is > 0 and var read)
            {
                seen();
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), stop.Token);
            }
            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // the test is over, or one end has closed
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Stop();
        stop.Dispose();
    }
}
