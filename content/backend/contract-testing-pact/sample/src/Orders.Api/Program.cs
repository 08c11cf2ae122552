using System.Text.Json.Serialization;
using FastEndpoints;
using Orders.Api;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddFastEndpoints();
builder.Services.AddSingleton<OrderStore>();

var app = builder.Build();
app.UseFastEndpoints(config =>
    config.Serializer.Options.Converters.Add(new JsonStringEnumConverter()));
app.Run();
