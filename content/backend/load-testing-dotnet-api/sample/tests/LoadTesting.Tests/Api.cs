using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Quotes;

namespace LoadTesting.Tests;

/// <summary>The API under test: Kestrel in a process of its own.</summary>
public sealed class Api : IAsyncDisposable
{
    private readonly string recording = Path.GetTempFileName();

    private Api(Uri address, string[] settings, string[] variables)
    {
        Address = address;
        Process = new Child(typeof(Pool),
            [$"Urls={address}", $"Recorder:File={recording}", .. settings], variables);
        Http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public Child Process { get; }

    public HttpClient Http { get; }

    public static Task<Api> StartAsync(params string[] settings) => StartAsync(settings, []);

    /// <summary>Returns when it listens. No request has run yet, so everything is still cold.</summary>
    public static async Task<Api> StartAsync(string[] settings, string[] variables)
    {
        var api = new Api(FreeAddress(), settings, variables);
        while (!await api.ListensAsync())
        {
            Assert.False(api.Process.Exited.IsCompleted, api.Process.Output);
            await Task.Delay(20);
        }
        return api;
    }

    public Uri At(string path) => new(Address, path);

    public async Task<RuntimeFacts> FactsAsync() =>
        (await Http.GetFromJsonAsync<RuntimeFacts>("runtime"))!;

    /// <summary>Stops the process and returns all that its recorder read.</summary>
    public async Task<Readings> StopAsync()
    {
        await Process.StopAsync();
        return new([.. File.ReadLines(recording).Select(line =>
            JsonSerializer.Deserialize<Reading>(line, JsonSerializerOptions.Web)!)]);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Http.Dispose();
        File.Delete(recording);
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Uri FreeAddress()
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
}
