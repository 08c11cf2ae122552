namespace LoadGenerator;

public interface ITarget
{
    /// <summary>"200" or another status, "timeout", or a <see cref="HttpRequestError"/>.</summary>
    Task<string> SendAsync(CancellationToken cancellation);
}

public sealed class HttpTarget : ITarget, IDisposable
{
    private readonly HttpClient http;
    private readonly Uri url;

    public HttpTarget(Uri url, TimeSpan timeout)
    {
        this.url = url;
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
        {
            Timeout = timeout,
        };
    }

    public async Task<string> SendAsync(CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(url, cancellation); // with its whole body
            return ((int)response.StatusCode).ToString();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "timeout";
        }
        catch (HttpRequestException failure)
        {
            return failure.HttpRequestError.ToString();
        }
    }

    public void Dispose() => http.Dispose();
}
