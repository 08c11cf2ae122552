using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backends;

/// <summary>The services over HTTP/1.1 and the stand-in for Qdrant over gRPC.</summary>
public sealed class HttpBackends : IAsyncDisposable
{
    private readonly WebApplication services, qdrant;

    private HttpBackends(WebApplication services, WebApplication qdrant) =>
        (this.services, this.qdrant) = (services, qdrant);

    public Uri Services => new(services.Urls.First());

    public Uri Qdrant => new(qdrant.Urls.First());

    public static async Task<HttpBackends> StartAsync(
        Services services, HnswIndex index, ServiceTimes times)
    {
        var http = Create(HttpProtocols.Http1).Build();
        foreach (var service in ServiceTimes.Services)
            http.MapGet($"/{service}/{{key}}", async (string key, CancellationToken cancellation) =>
                Results.Bytes(
                    await services.AnswerAsync(service, key, cancellation),
                    service is "embedding" or "permissions" ? "application/json" : "text/plain"));

        var builder = Create(HttpProtocols.Http2);
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new QdrantStandIn(index, times));
        var qdrant = builder.Build();
        qdrant.MapGrpcService<QdrantStandIn>();

        await http.StartAsync();
        await qdrant.StartAsync();
        return new HttpBackends(http, qdrant);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await qdrant.DisposeAsync();
    }

    private static WebApplicationBuilder Create(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        return builder;
    }
}
