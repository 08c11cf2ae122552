using Npgsql;
using Receipts;
using Receipts.Durable;
using Receipts.InProcess;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;
var options = settings.GetSection("Worker").Get<WorkerOptions>() ?? new WorkerOptions();

builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout =
    TimeSpan.FromSeconds(settings.GetValue("ShutdownTimeoutSeconds", 30)));
builder.Services
    .AddSingleton(options)
    .AddSingleton(NpgsqlDataSource.Create(settings.GetConnectionString("Receipts")!))
    .AddSingleton(new HttpClient { BaseAddress = new Uri(settings["Mails"]!) })
    .AddSingleton<ReceiptSender>()
    .AddSingleton(new WorkQueue(options.Capacity))
    .AddSingleton<JobQueue>()
    .AddSingleton<IJobHandler, ReceiptHandler>()
    .AddSingleton<IJobHandler, FatalHandler>();

switch (settings["Mode"])
{
    case "forget":
        builder.Services.AddSingleton<IIntake, ForgetfulIntake>();
        break;
    case "hasty":
        builder.Services.AddSingleton<IIntake, QueueIntake>().AddHostedService<HastyWorker>();
        break;
    case "draining":
        builder.Services.AddSingleton<IIntake, QueueIntake>().AddHostedService<DrainingWorker>();
        break;
    default:
        builder.Services.AddSingleton<IIntake, DurableIntake>().AddHostedService<JobWorker>();
        break;
}

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
