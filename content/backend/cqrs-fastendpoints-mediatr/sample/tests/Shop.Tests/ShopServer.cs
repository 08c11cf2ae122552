using System.Data.Common;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Offprint.Servers;
using Shop.Data;

namespace Shop.Tests;

/// <summary>The whole shop on Kestrel, with a PostgreSQL of its own.</summary>
public sealed class ShopServer : WebApplicationFactory<Program>, IAsyncLifetime
{
    private PostgresServer? postgres;
    private string connection = "";

    public HttpClient Http { get; private set; } = null!;

    protected override void ConfigureWebHost(IWebHostBuilder host)
    {
        host.UseSetting("ConnectionStrings:Shop", connection);
        host.ConfigureServices(services => services.AddSingleton(Transactions)
            .ConfigureDbContext<ShopContext>(options => options.AddInterceptors(Transactions)));
    }

    public async Task InitializeAsync()
    {
        #region server
        postgres = await PostgresServer.StartAsync();
        connection = await postgres.CreateDatabaseAsync();
        UseKestrel(0);
        StartServer();
        Http = CreateClient();
        #endregion
        await InScopeAsync(services => services.GetRequiredService<ShopContext>()
            .Database.EnsureCreatedAsync());
    }

    public string PostgresVersion => postgres!.Version;

    public TransactionCount Transactions { get; } = new();

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

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

    public Task<HttpResponseMessage> PlaceAsync(string customer,
        params (Product Product, int Quantity)[] lines) =>
        Http.PostAsJsonAsync("/orders", new
        {
            customer,
            lines = lines.Select(l => new { product = l.Product.Id, quantity = l.Quantity }),
        });
}

[CollectionDefinition(Name)]
public sealed class ShopTests : ICollectionFixture<ShopServer>
{
    public const string Name = "shop";
}

public sealed class TransactionCount : DbTransactionInterceptor
{
    private int begun;

    public int Begun => begun;

    public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection,
        TransactionEndEventData data, DbTransaction result, CancellationToken cancellation)
    {
        Interlocked.Increment(ref begun);
        return new(result);
    }
}

internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();
}
