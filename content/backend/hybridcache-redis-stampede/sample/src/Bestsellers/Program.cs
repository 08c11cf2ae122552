using Bestsellers;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);

var options = builder.Configuration.GetSection("Cache").Get<CacheOptions>() ?? new();
if (!options.IsValid)
    throw new InvalidOperationException("Cache: LocalExpiration must be at most Expiration, SoftTimeout below HardTimeout, and all above zero");
builder.Services.AddBestsellers(options)
    .AddSingleton(NpgsqlDataSource.Create(builder.Configuration.GetConnectionString("Shop")!));

var app = builder.Build();

app.MapGet("/bestsellers/{category:int}",
    (int category, IBestsellerPage page, CancellationToken cancellation) => page.GetAsync(category, cancellation));
app.MapPut("/products/{product:int}/price",
    async (int product, decimal price, Prices prices, CancellationToken cancellation) =>
        await prices.SetAsync(product, price, cancellation) ? Results.NoContent() : Results.NotFound());

app.Run();
