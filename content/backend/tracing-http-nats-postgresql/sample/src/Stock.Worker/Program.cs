using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Shop.Tracing;
using Stock.Worker;

var builder = Host.CreateApplicationBuilder(args);

var databaseUrl = builder.Configuration.GetConnectionString("Stock")
    ?? throw new InvalidOperationException("ConnectionStrings:Stock is missing.");
var ordersUrl = builder.Configuration["Orders:Url"]
    ?? throw new InvalidOperationException("Orders:Url is missing.");
builder.Services.AddShopTracing("stock-worker", TracingOptions.From(builder.Configuration));
builder.Services.AddSingleton(_ => Registration.CreateDataSource(databaseUrl));
builder.Services.AddSingleton<INatsConnection>(_ => new NatsConnection(new NatsOpts
{
    Url = builder.Configuration.GetConnectionString("Nats") ?? NatsOpts.Default.Url,
}));
builder.Services.AddSingleton<INatsJSContext>(
    services => new NatsJSContext(services.GetRequiredService<INatsConnection>()));
builder.Services.AddSingleton(new HttpClient(
    new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
{
    BaseAddress = new Uri(ordersUrl),
});
builder.Services.AddHostedService<ReservationService>();
builder.Services.AddHostedService<RecountService>();
builder.Services.AddHostedService<LedgerService>();

await builder.Build().RunAsync();
