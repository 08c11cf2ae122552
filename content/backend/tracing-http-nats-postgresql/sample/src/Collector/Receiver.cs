using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Collector;

/// <summary>
/// A stand-in for an OpenTelemetry collector: takes OTLP over HTTP and hands on the spans.
/// </summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>For OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
    public string Url => app.Urls.First();

    public static async Task<Receiver> StartAsync(Action<Span> receive)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        app.Run(context => ReceiveAsync(context, receive, app.Logger));
        await app.StartAsync();
        return new Receiver(app);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static async Task ReceiveAsync(HttpContext context, Action<Span> receive, ILogger log)
    {
        if (context.Request is not { Method: "POST", Path.Value: "/v1/traces", ContentType: "application/x-protobuf" })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        try
        {
            foreach (var span in OtlpReader.Read(body.GetBuffer().AsSpan(0, (int)body.Length)))
                receive(span);
            context.Response.ContentType = "application/x-protobuf"; // an empty message: all accepted
        }
        catch (InvalidDataException e)
        {
            log.LogWarning(e, "An export was rejected.");
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }
}
