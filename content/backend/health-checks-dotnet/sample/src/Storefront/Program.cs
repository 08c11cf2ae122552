using Microsoft.Extensions.Options;
using Npgsql;
using Storefront;
using Storefront.Health;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.Configuration;

#region shutdown
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout =
    settings.GetValue("ShutdownTimeout", TimeSpan.FromSeconds(25)));
builder.Services.AddOptions<DrainOptions>().BindConfiguration("Drain").ValidateOnStart();
builder.Services.AddSingleton<IValidateOptions<DrainOptions>, DrainOptionsRules>();
builder.Services.AddHostedService<Drain>();
#endregion

builder.Services
    .AddSingleton(NpgsqlDataSource.Create(settings.GetConnectionString("Storefront")!))
    .AddSingleton<Catalog>()
    .AddHostedService<CatalogLoader>()
    .AddStorefrontHealthChecks();

var app = builder.Build();
app.MapHealth();
app.MapShop();

// Work that some services do before they listen: migrations, compiling templates, loading a
// model. Zero unless a test asks for it.
Thread.Sleep(settings.GetValue("StartupWork", TimeSpan.Zero));
app.Run();
