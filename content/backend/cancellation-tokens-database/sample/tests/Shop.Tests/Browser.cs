using System.Net.Sockets;
using System.Text;

namespace Shop.Tests;

/// <summary>
/// One request over a TCP connection of its own. Closing it is what a browser does with its
/// HTTP/1.1 connection when the tab goes.
/// </summary>
public sealed class Browser : IDisposable
{
    private readonly TcpClient client = new();

    public static Task<Browser> GetAsync(Uri address, string path) => SendAsync(address, "GET", path);

    public static Task<Browser> PostAsync(Uri address, string path) => SendAsync(address, "POST", path);

    /// <summary>The status code, or null if the connection ended without one.</summary>
    public async Task<int?> StatusAsync()
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
        var line = await reader.ReadLineAsync();
        return line is null ? null : int.Parse(line.Split(' ')[1]);
    }

    public void Close() => client.Close();

    public void Dispose() => client.Dispose();

    private static async Task<Browser> SendAsync(Uri address, string method, string path)
    {
        var browser = new Browser();
        await browser.client.ConnectAsync(address.Host, address.Port);
        await browser.client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: 0\r\n\r\n"));
        return browser;
    }
}
