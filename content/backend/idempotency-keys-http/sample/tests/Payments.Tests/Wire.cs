using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Payments.Tests;

/// <summary>
/// A TCP proxy that loses what a test wants lost, between a client and the API or between the API
/// and PostgreSQL. Both ends are real; only the bytes between them stop.
/// </summary>
public sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int target;
    private readonly Task accepting;
    private Rule? rule;

    public Wire(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    private enum Kind { HoldRequest, HoldReply, CutReply }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The next request with this text is not passed on. Ends when it has arrived.</summary>
    public Task HoldRequestAsync(string text) => Set(new(Kind.HoldRequest, text, 1));

    /// <summary>The next request with this text is passed on, its reply is not. Ends when that is here.</summary>
    public Task HoldReplyAsync(string text) => Set(new(Kind.HoldReply, text, 1));

    /// <summary>The connection is closed when the reply is here, as often as this.</summary>
    public Task CutReplyAsync(string text, int times = 1) => Set(new(Kind.CutReply, text, times));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private Task Set(Rule next)
    {
        Volatile.Write(ref rule, next);
        return next.Happened.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(PassOnAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
        await Task.WhenAll(connections);
    }

    private async Task PassOnAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using var _ = client;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, target, stop.Token);
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            var matched = new Match();
            await Task.WhenAny(
                RequestsAsync(client.GetStream(), server.GetStream(), matched, ended.Token),
                RepliesAsync(server.GetStream(), client.GetStream(), matched, ended.Token));
            await ended.CancelAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One end is gone; so is the other now.
        }
    }

    private async Task RequestsAsync(
        NetworkStream client, NetworkStream server, Match match, CancellationToken cancellation)
    {
        var buffer = new byte[16_384];
        while (await client.ReadAsync(buffer, cancellation) is > 0 and var length)
        {
            var current = Volatile.Read(ref rule);
            if (current is not null
                && Encoding.Latin1.GetString(buffer, 0, length).Contains(current.Text)
                && current.Take())
            {
                match.Rule = current;
                if (current.Kind == Kind.HoldRequest)
                    current.Happened.TrySetResult();
            }
            if (match.Rule?.Kind != Kind.HoldRequest)
                await server.WriteAsync(buffer.AsMemory(0, length), cancellation);
        }
    }

    private static async Task RepliesAsync(
        NetworkStream server, NetworkStream client, Match match, CancellationToken cancellation)
    {
        var buffer = new byte[16_384];
        while (await server.ReadAsync(buffer, cancellation) is > 0 and var length)
        {
            if (match.Rule is not { } current)
            {
                await client.WriteAsync(buffer.AsMemory(0, length), cancellation);
                continue;
            }
            current.Happened.TrySetResult();
            if (current.Kind == Kind.CutReply)
                return;
        }
    }

    private sealed class Match
    {
        public volatile Rule? Rule;
    }

    private sealed class Rule(Kind kind, string text, int times)
    {
        private int left = times;

        public Kind Kind { get; } = kind;

        public string Text { get; } = text;

        public TaskCompletionSource Happened { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Take() => Interlocked.Decrement(ref left) >= 0;
    }
}
