using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Notifications;

#region host
var builder = Host.CreateApplicationBuilder(args);
var options = builder.Configuration.GetRequiredSection("Notifications").Get<WorkerOptions>()!;
var subjects = new Subjects(options.Environment);
using var http = TelegramClient.CreateHttpClient(options.Telegram, timeout: TimeSpan.FromSeconds(10));
await using var nats = new NatsConnection(
    new NatsOpts { Url = options.NatsUrl, InboxPrefix = options.InboxPrefix });
var jetStream = new NatsJSContext(nats);
await Streams.EnsureAsync(jetStream, subjects);

builder.Services
    .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25))
    .AddSingleton<INatsConnection>(nats)
    .AddSingleton<INatsJSContext>(jetStream)
    .AddSingleton(subjects)
    .AddSingleton(new Routes(options.Chats))
    .AddSingleton(new Pace(options.Limits))
    .AddSingleton(new TelegramClient(http, options.Token))
    .AddSingleton(await ChatMoves.OpenAsync(jetStream, subjects))
    .AddSingleton<IProgress>(await BucketProgress.OpenAsync(jetStream, subjects))
    .AddSingleton(DurableWorker.Settings.Default)
    .AddSingleton<Delivery>();
if (options.Durable)
    builder.Services.AddHostedService<DurableWorker>();
else
    builder.Services.AddHostedService<CoreWorker>();
await builder.Build().RunAsync();
#endregion
