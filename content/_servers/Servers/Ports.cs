using System.Net;
using System.Net.Sockets;

namespace Offprint.Servers;

internal static class Ports
{
    // Below the range from which systems give ports to outgoing connections (32768 on
    // Linux, 49152 elsewhere): while a server is stopped, nothing else is given its port,
    // and a client that keeps reconnecting cannot connect to itself.
    private const int First = 18_000, AfterLast = 32_000;

    public static int Free()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(First, AfterLast);
            if (IsFree(port))
                return port;
        }
        throw new IOException($"no free loopback port between {First} and {AfterLast}");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
