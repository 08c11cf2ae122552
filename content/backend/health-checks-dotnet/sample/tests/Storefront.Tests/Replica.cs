using System.Net;
using System.Net.Sockets;
using Supervisor;

namespace Storefront.Tests;

/// <summary>The program as a process, on a port that stays the same when it is started again.</summary>
public static class Replica
{
    public static Uri FreeAddress()
    {
        // Below the ports that the system gives to outgoing connections.
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(10_000, 18_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // Taken: try another one.
            }
        }
        throw new IOException("no free loopback port");
    }

    /// <param name="settings">As on the command line: `Drain:Delay=00:00:01`.</param>
    public static Container Start(Uri address, string connection, params string[] settings) =>
        new("dotnet",
        [
            typeof(Catalog).Assembly.Location,
            $"Urls={address}", $"ConnectionStrings:Storefront={connection}",
            "Drain:Delay=00:00:00.5", .. settings,
        ]);

    public static Pod Run(PodSpec spec, string connection, params string[] settings)
    {
        var address = FreeAddress();
        return new Pod(spec, address, () => Start(address, connection, settings));
    }
}

/// <summary>One process without a supervisor.</summary>
public sealed class App : IAsyncDisposable
{
    private App(Uri address, Container container)
    {
        Container = container;
        Http = NewConnections(address);
    }

    public Container Container { get; }

    /// <summary>Opens a connection for each request, so that it meets the listener itself.</summary>
    public HttpClient Http { get; }

    /// <summary>Returns when the process is ready, or listens.</summary>
    public static async Task<App> StartAsync(
        string connection, bool listens = false, params string[] settings)
    {
        var address = Replica.FreeAddress();
        var app = new App(address, Replica.Start(address, connection, settings));
        await Until.TrueAsync("the program answers", async () =>
            app.Container.Exited.IsCompleted
            || await app.StatusAsync(listens ? "health/live" : "health/ready") == HttpStatusCode.OK);
        Assert.False(app.Container.Exited.IsCompleted, app.Container.Log);
        return app;
    }

    /// <summary>Null if there is nobody to connect to.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var response = await Http.GetAsync(path);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Container.DisposeAsync();
        Http.Dispose();
    }

    private static HttpClient NewConnections(Uri address) =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero, UseProxy = false })
        {
            BaseAddress = address,
        };
}
