using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ids.Tests;

[Collection(DatabaseTests.Name)]
public sealed class ShopTests(Database server)
{
    [Fact]
    public async Task An_order_and_its_lines_come_back_under_their_id()
    {
        var options = await CreateAsync();
        var order = NewOrder();
        await using (var shop = new Shop(options))
        {
            shop.Add(order);
            await shop.SaveChangesAsync();
        }

        await using var again = new Shop(options);
        var found = await again.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == order.Id);

        Assert.Equal(order.Id, found.Id);
        Assert.Equal(order.Id, Assert.Single(found.Lines).OrderId);
        Assert.NotEqual(Guid.Empty, found.LegacyId);
    }

    [Fact]
    public async Task The_converter_leaves_the_comparison_to_the_index()
    {
        await using var shop = new Shop(await CreateAsync());
        await shop.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO orders (public_id, customer)
            SELECT left(md5(n::text), 15), 'c' FROM generate_series(1, 20000) AS n
            """);
        await shop.Database.ExecuteSqlAsync($"ANALYZE orders");
        var id = OrderId.New();

        await shop.Database.OpenConnectionAsync();
        await using var explain = (NpgsqlCommand)shop.Orders
            .Where(order => order.Id == id).CreateDbCommand();
        explain.CommandText = "EXPLAIN " + explain.CommandText;

        Assert.Contains("Index Scan using orders_pkey", await explain.ColumnAsync());
    }

    [Fact]
    public async Task New_and_old_links_lead_to_the_order_and_nonsense_to_no_query()
    {
        var connectionString = await MigrateAsync();
        var options = Options(connectionString);
        var order = NewOrder();
        await using (var shop = new Shop(options))
        {
            shop.Add(order);
            await shop.SaveChangesAsync();
        }
        var queries = new QueryLog();
        await using var app = await StartAsync(connectionString, queries);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.Single()),
        };

        var nonsense = await client.GetAsync("/orders/1%20OR%201=1");
        Assert.Empty(queries.Take());
        var current = await client.GetAsync($"/orders/{order.Id}");
        Assert.Contains("WHERE o.public_id = @id", Assert.Single(queries.Take()));
        var typed = await client.GetAsync($"/orders/{order.Id.ToString().ToUpperInvariant()}");
        var old = await client.GetAsync($"/orders/{order.LegacyId}");
        var unknown = await client.GetAsync($"/orders/{OrderId.New()}");

        Assert.Equal(HttpStatusCode.OK, current.StatusCode);
        Assert.Contains(order.Id.ToString(), await current.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, typed.StatusCode);
        Assert.Equal(HttpStatusCode.MovedPermanently, old.StatusCode);
        Assert.Equal($"/orders/{order.Id}", old.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Fact]
    public async Task The_default_id_reaches_neither_a_query_nor_a_row()
    {
        var queries = new QueryLog();
        await using var shop = new Shop(Options(await MigrateAsync(), queries));
        var none = default(OrderId);

        var asked = await Assert.ThrowsAsync<InvalidOperationException>(
            () => shop.Orders.AnyAsync(order => order.Id == none));
        Assert.Equal("default(OrderId) is not an ID", asked.Message);
        shop.Add(new OrderLine { Product = "p" });
        var saved = await Assert.ThrowsAsync<InvalidOperationException>(
            () => shop.SaveChangesAsync());
        Assert.Equal("default(OrderId) is not an ID", saved.Message);

        Assert.Empty(queries.Take());
        Assert.True(await shop.Orders.AllAsync(order => order.Customer == "c"));
        Assert.Single(queries.Take()); // the log does see what is sent
    }

    [Fact]
    public async Task A_line_without_its_order_can_still_be_shown_in_the_debugger()
    {
        await using var shop = new Shop(await CreateAsync());
        shop.Add(new OrderLine { Product = "p" });

        Assert.Equal("(no ID)", default(OrderId).ToString());
        Assert.Contains("(no ID)", shop.ChangeTracker.DebugView.LongView);
    }

    private static Order NewOrder() => new()
    {
        Customer = "c",
        Lines = { new OrderLine { Product = "p" } },
    };

    private static async Task<WebApplication> StartAsync(
        string connectionString, QueryLog queries)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddShop(connectionString);
        builder.Services.ConfigureDbContext<Shop>(options => options.AddInterceptors(queries));
        var app = builder.Build();
        app.MapOrders();
        await app.StartAsync();
        return app;
    }

    private async Task<DbContextOptions<Shop>> CreateAsync() => Options(await MigrateAsync());

    private static DbContextOptions<Shop> Options(
        string connectionString, params IInterceptor[] interceptors) =>
        new DbContextOptionsBuilder<Shop>()
            .UseNpgsql(connectionString).AddInterceptors(interceptors).Options;

    /// <summary>An empty shop whose tables went through the whole migration.</summary>
    private async Task<string> MigrateAsync()
    {
        var connectionString = await server.CreateAsync();
        await using var database = NpgsqlDataSource.Create(connectionString);
        var migration = new KeyMigration(database, NullLogger<KeyMigration>.Instance);
        string[] files = ["0-before", "1-expand", "2-enforce", "3-relax", "4-contract"];
        foreach (var file in files)
            await migration.RunAsync($"{file}.sql");
        return connectionString;
    }
}
