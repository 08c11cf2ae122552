using Microsoft.AspNetCore.Diagnostics;
using NATS.Client.Core;
using NATS.Client.JetStream;
using Npgsql;
using Orders.Api;
using Shop.Tracing;

var builder = WebApplication.CreateBuilder(args);

var databaseUrl = builder.Configuration.GetConnectionString("Orders")
    ?? throw new InvalidOperationException("ConnectionStrings:Orders is missing.");
builder.Services.AddShopTracing("orders-api", TracingOptions.From(builder.Configuration));
builder.Services.AddSingleton(_ => Registration.CreateDataSource(databaseUrl));
builder.Services.AddSingleton<INatsConnection>(_ => new NatsConnection(new NatsOpts
{
    Url = builder.Configuration.GetConnectionString("Nats") ?? NatsOpts.Default.Url,
}));
builder.Services.AddSingleton<INatsJSContext>(
    services => new NatsJSContext(services.GetRequiredService<INatsConnection>()));
builder.Services.AddSingleton<Checkout>();
builder.Services.AddProblemDetails();

var app = builder.Build();
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = exception => exception is StockException ? 502 : 500,
});

app.MapPost("/orders", async (OrderRequest request, Checkout checkout, CancellationToken cancellation) =>
{
    var order = await checkout.PlaceAsync(request, cancellation);
    return order.Status == "placed"
        ? Results.Created($"/orders?id={order.Id}", order)
        : Results.Problem("The product is sold out.", statusCode: 409);
});

app.MapGet("/orders", async (Guid[] id, NpgsqlDataSource database, CancellationToken cancellation) =>
{
    await using var select = database.CreateCommand(
        "SELECT id, product, quantity, status FROM orders WHERE id = ANY($1)");
    select.Parameters.AddWithValue(id);
    await using var reader = await select.ExecuteReaderAsync(cancellation);
    var orders = new List<Order>();
    while (await reader.ReadAsync(cancellation))
        orders.Add(new Order(reader.GetGuid(0), reader.GetString(1), reader.GetInt32(2), reader.GetString(3)));
    return orders;
});

await app.RunAsync();
