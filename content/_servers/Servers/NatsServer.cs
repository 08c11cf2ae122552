using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Offprint.Servers;

/// <summary>nats-server, with JetStream when a test needs it.</summary>
public sealed class NatsServer : Server
{
    private readonly string program;
    private readonly bool jetStream;

    private NatsServer(bool jetStream) : base("nats-server", endingSignal: "KILL")
    {
        this.jetStream = jetStream;
        program = Program();
    }

    public string Url => $"nats://{Host}:{Port}";

    /// <param name="jetStream">Streams are kept in the server's folder over a restart.</param>
    public static async Task<NatsServer> StartAsync(bool jetStream = false)
    {
        Program();
        var server = new NatsServer(jetStream);
        await server.StartFirstAsync(server.program);
        return server;
    }

    private protected override int StopSignal => Posix.Terminate;

    private protected override ProcessStartInfo StartInfo()
    {
        string[] storage = jetStream ? ["-js", "-sd", Path.Combine(Folder, "jetstream")] : [];
        return new ProcessStartInfo(program, ["-a", Host, "-p", $"{Port}", .. storage]);
    }

    /// <summary>The server greets each connection with a line of INFO.</summary>
    private protected override async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host, Port, cancellation);
        var greeting = new byte[5];
        await client.GetStream().ReadExactlyAsync(greeting, cancellation);
        return Encoding.ASCII.GetString(greeting) == "INFO ";
    }

    private static string Program() => Binaries.Find(
        "nats-server",
        "the package nats-server (apt-get install nats-server, brew install nats-server)");
}
