using Microsoft.Extensions.Options;
using Npgsql;
using Receipts;
using Receipts.Durable;
using Receipts.InProcess;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;

#region options
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout =
    TimeSpan.FromSeconds(settings.GetValue("ShutdownTimeoutSeconds", 25)));
builder.Services.AddOptions<WorkerOptions>().BindConfiguration("Worker").ValidateOnStart();
builder.Services
    .AddSingleton<IValidateOptions<WorkerOptions>, WorkerOptionsRules>()
    .AddSingleton(services => services.GetRequiredService<IOptions<WorkerOptions>>().Value);
#endregion
builder.Services
    .AddSingleton(NpgsqlDataSource.Create(settings.GetConnectionString("Receipts")!))
    .AddSingleton(new HttpClient(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        BaseAddress = new Uri(settings["Mails"]!),
    })
    .AddSingleton<ReceiptSender>();

// One program for all the ways that the article compares.
switch (settings["Mode"])
{
    case "forget":
        builder.Services.AddSingleton<IIntake, ForgetfulIntake>();
        break;
    case "hasty":
        builder.Services
            .AddSingleton<WorkQueue>().AddSingleton<IIntake, QueueIntake>()
            .AddHostedService<HastyWorker>();
        break;
    case "draining":
        builder.Services
            .AddSingleton<WorkQueue>().AddSingleton<IIntake, QueueIntake>()
            .AddHostedService<DrainingWorker>();
        break;
    default:
        builder.Services.AddDurableReceipts();
        break;
}

// A job that crashes its process, for the test that does so.
if (settings.GetValue<bool>("FatalJobs"))
    builder.Services.AddSingleton<IJobHandler, FatalHandler>();

var app = builder.Build();

#region endpoint
app.MapPost("/orders/{order:int}", async (int order, IIntake intake, HttpContext http) =>
{
    if (await intake.TakeAsync(order))
        return Results.Accepted();
    http.Response.Headers.RetryAfter = "1";
    return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
});
#endregion

app.Run();
