using System.Runtime;
using Quotes;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<PoolOptions>(builder.Configuration.GetSection("Pool"));
builder.Services.Configure<RecorderOptions>(builder.Configuration.GetSection("Recorder"));
builder.Services.AddSingleton<Pool>();
builder.Services.AddSingleton<Rates>();
builder.Services.AddSingleton<Reports>();
builder.Services.AddHostedService<RuntimeRecorder>();

var app = builder.Build();

app.MapGet("/ping", () => "pong");

app.MapGet("/quotes/{id:int}", async (int id, Pool pool, CancellationToken cancellation) =>
    await pool.TryUseAsync(cancellation)
        ? Results.Ok(new Quote(id, 100 + id % 7))
        : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));

#region rates
app.MapGet("/rates/blocking", (Rates rates) => rates.GetAsync(CancellationToken.None).Result);

app.MapGet("/rates/awaited", async (Rates rates, CancellationToken cancellation) =>
    await rates.GetAsync(cancellation));
#endregion

app.MapGet("/reports", (Reports reports) => reports.Write());

app.MapGet("/exports", (Reports reports) => reports.Export());

// What a run has to know about the process before its numbers mean anything.
app.MapGet("/runtime", () => new RuntimeFacts(
    GCSettings.IsServerGC, GCSettings.LatencyMode.ToString(), Environment.ProcessorCount,
    JitInfo.GetCompiledMethodCount(),
    GC.GetConfigurationVariables().ToDictionary(one => one.Key, one => $"{one.Value}")));

app.MapPost("/collect", () =>
{
    GC.Collect(2, GCCollectionMode.Forced, blocking: false);
    return Collections.Read();
});

app.MapGet("/collections", Collections.Read);

app.Services.GetRequiredService<Reports>().Keep(app.Configuration.GetValue("Reports:LiveObjects", 0));
if (app.Configuration.GetValue<int?>("Threads:Minimum") is { } threads)
    ThreadPool.SetMinThreads(threads, threads);
app.Run();
