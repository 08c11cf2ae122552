using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Offprint.Servers;

/// <summary>redis-server, as a cache (empty after a restart) or with its data kept.</summary>
public sealed class RedisServer : Server
{
    private readonly string program;
    private readonly bool keepData;

    private RedisServer(bool keepData) : base("redis-server", endingSignal: "KILL")
    {
        this.keepData = keepData;
        program = Program();
    }

    /// <summary>Host and port, as StackExchange.Redis takes them.</summary>
    public string ConnectionString => $"{Host}:{Port}";

    /// <param name="keepData">An append-only file keeps the data over a restart.</param>
    public static async Task<RedisServer> StartAsync(bool keepData = false)
    {
        Program();
        var server = new RedisServer(keepData);
        await server.StartFirstAsync(server.program);
        return server;
    }

    private protected override int StopSignal => Posix.Terminate;

    private protected override ProcessStartInfo StartInfo() => new(program,
    [
        "--bind", Host, "--port", $"{Port}", "--dir", Folder,
        "--save", "", "--appendonly", keepData ? "yes" : "no",
    ]);

    private protected override async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host, Port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellation);
        var answer = new byte[5];
        await stream.ReadExactlyAsync(answer, cancellation);
        return Encoding.ASCII.GetString(answer) == "+PONG";
    }

    private static string Program() => Binaries.Find(
        "redis-server",
        "the package redis-server (apt-get install redis-server, brew install redis)");
}
