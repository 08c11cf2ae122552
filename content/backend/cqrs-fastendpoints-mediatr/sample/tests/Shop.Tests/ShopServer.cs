using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Offprint.Servers;
using Shop.Data;
using Shop.Plain;

namespace Shop.Tests;

/// <summary>The whole shop on Kestrel, with a PostgreSQL of its own.</summary>
public sealed class ShopServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    private PostgresServer? postgres;

    public HttpClient Http { get; private set; } = null!;
    public string Connection { get; private set; } = "";
    public string PostgresVersion => postgres!.Version;
    public TransactionCount Transactions { get; } = new();
    public Faults Faults { get; } = new();
    public ErrorLog Errors { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder host)
    {
        var reads = new NpgsqlConnectionStringBuilder(Connection)
        {
            Username = "shop_reader", Password = "change-me",
        };
        host.UseSetting("ConnectionStrings:Shop", Connection);
        host.UseSetting("ConnectionStrings:ShopReads", reads.ConnectionString);
        host.ConfigureLogging(logging => logging.AddProvider(Errors));
        host.ConfigureServices(services => services
            .AddPlainCommands()
            .ConfigureDbContext<ShopContext>(options => options
                .AddInterceptors(Transactions, Faults, Faults.OnCommit))
            .ConfigureDbContext<ShopReads>(options => options.AddInterceptors(Transactions)));
    }

    public async Task InitializeAsync()
    {
        #region server
        postgres = await PostgresServer.StartAsync();
        Connection = await postgres.CreateDatabaseAsync();
        UseKestrel(0);
        StartServer();
        Http = CreateClient();
        #endregion
        await InScopeAsync(services => services.GetRequiredService<ShopContext>()
            .Database.EnsureCreatedAsync());
        await SqlAsync(await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "roles.sql")));
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    /// <summary>Runs SQL as the owner of the database, on a connection of its own.</summary>
    public Task<string> SqlAsync(string sql) =>
        postgres!.RunSqlAsync(sql, new NpgsqlConnectionStringBuilder(Connection).Database!);

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        return await use(scope.ServiceProvider);
    }

    public Task<Product> AddProductAsync(int stock, decimal price = 10) =>
        InScopeAsync(async services =>
        {
            var shop = services.GetRequiredService<ShopContext>();
            var product = new Product
            {
                Name = $"Lamp {Guid.NewGuid():N}", Price = price, Stock = stock,
            };
            shop.Add(product);
            await shop.SaveChangesAsync();
            return product;
        });

    public Task<int> StockAsync(Product product) => InScopeAsync(services => services
        .GetRequiredService<ShopContext>().Products.AsNoTracking()
        .Where(p => p.Id == product.Id).Select(p => p.Stock).SingleAsync());

    public Task<int> OrdersOfAsync(string customer) => InScopeAsync(services => services
        .GetRequiredService<ShopContext>().Orders.CountAsync(o => o.Customer == customer));

    public Task<HttpResponseMessage> PlaceAsync(string customer,
        params (Product Product, int Quantity)[] lines) => PlaceAsync(null, customer, lines);

    public async Task<HttpResponseMessage> PlaceAsync(Guid? key, string customer,
        params (Product Product, int Quantity)[] lines)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders")
        {
            Content = JsonContent.Create(new
            {
                customer,
                lines = lines.Select(l => new { product = l.Product.Id, quantity = l.Quantity }),
            }),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key.ToString());
        return await Http.SendAsync(request);
    }
}

[CollectionDefinition(Name)]
public sealed class ShopTests : ICollectionFixture<ShopServer>
{
    public const string Name = "shop";
}

internal static class Responses
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>();

    public static async Task<string?> ProblemTypeAsync(this HttpResponseMessage response) =>
        (await response.JsonAsync()).GetProperty("type").GetString();
}
