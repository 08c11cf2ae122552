using System.Net;
using System.Net.Sockets;

namespace Notifications.Tests;

/// <summary>A way to the server that a test can cut while the server lives.</summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri server;
    private readonly Lock gate = new();
    private readonly List<TcpClient> open = [];
    private readonly Task accepting;
    private bool cut;

    public Wire(string serverUrl)
    {
        server = new Uri(serverUrl);
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Url => $"nats://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Cut()
    {
        lock (gate)
        {
            cut = true;
            open.ForEach(one => one.Dispose());
            open.Clear();
        }
    }

    public void Mend()
    {
        lock (gate)
            cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AcceptAsync()
    {
        var pipes = new List<Task>();
        try
        {
            while (true)
                pipes.Add(JoinAsync(await listener.AcceptTcpClientAsync()));
        }
        finally
        {
            Cut();
            await Task.WhenAll(pipes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task JoinAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        await far.ConnectAsync(server.Host, server.Port);
        lock (gate)
        {
            if (cut)
                return;
            open.AddRange(near, far);
        }
        await Task.WhenAny(
            near.GetStream().CopyToAsync(far.GetStream()),
            far.GetStream().CopyToAsync(near.GetStream()));
    }
}
