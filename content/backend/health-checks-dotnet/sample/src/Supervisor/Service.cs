using System.Net;

namespace Supervisor;

/// <summary>Sends each request to a random pod of those in service, as kube-proxy does.</summary>
/// <param name="propagation">How long proxies go on sending to a pod that has become unready.</param>
public sealed class Service(TimeSpan propagation) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        UseProxy = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    /// <summary>Replaced as a whole, never changed.</summary>
    public IReadOnlyList<Pod> Pods { get; set; } = [];

    /// <returns>The status; null if no pod was in service or the connection failed.</returns>
    public async Task<HttpStatusCode?> SendAsync(
        HttpMethod method, string path, CancellationToken cancellation = default)
    {
        var serving = Pods.Where(pod => pod.IsInService(propagation)).ToArray();
        if (serving.Length == 0)
            return null;
        var pod = serving[Random.Shared.Next(serving.Length)];
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(pod.Address, path));
            using var response = await http.SendAsync(request, cancellation);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return null;
        }
    }

    public void Dispose() => http.Dispose();
}
