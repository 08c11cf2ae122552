using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Offprint.Servers;
using Shop.Data;
using Shop.Features;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class ReadTests(ShopServer shop)
{
    private const int Orders = 50, Lines = 20, Runs = 50;

    #region read-only
    [Fact]
    public Task The_read_side_cannot_write() => shop.InScopeAsync(async services =>
    {
        var reads = services.GetRequiredService<ShopReads>();

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            reads.Orders.ExecuteDeleteAsync());

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
        return refused;
    });
    #endregion

    [Fact]
    public async Task Pages_follow_one_another_without_a_gap()
    {
        var lamp = await shop.AddProductAsync(stock: 100);
        for (var i = 0; i < 7; i++)
            await shop.PlaceAsync("Pages", (lamp, 1 + i));

        var seen = new List<OrderRow>();
        for (OrderRow[] page; ; seen.AddRange(page))
        {
            var before = seen.Count > 0 ? $"&before={seen[^1].Id}" : "";
            page = (await shop.Http.GetFromJsonAsync<OrderRow[]>(
                $"/orders?customer=Pages&take=3{before}"))!;
            if (page.Length == 0)
                break;
        }

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen.Select(row => row.Pieces));
    }

    [Fact]
    public async Task A_list_from_the_write_model_costs_a_multiple()
    {
        await AddOrdersAsync();
        var list = new ListOrders { Customer = "Big", Take = Orders };

        var model = new Measured(async services => (await services
                .GetRequiredService<ShopContext>().Orders
                .Include(order => order.Lines).ThenInclude(line => line.Product)
                .Where(order => order.Customer == "Big")
                .OrderByDescending(order => order.Id).Take(Orders).ToListAsync())
            .Select(order => new OrderRow(order.Id, order.Customer, order.PlacedAt,
                order.Status.ToString(), order.Lines.Sum(line => line.Quantity),
                order.Lines.Sum(line => line.Price * line.Quantity))).ToList());
        var projection = new Measured(services => ListOrdersEndpoint
            .Rows(services.GetRequiredService<ShopReads>().Orders, list).ToListAsync());
        for (var run = 0; run < Runs; run++)
            foreach (var one in new[] { model, projection })
                await one.RunAsync(shop);

        Assert.Equal(model.Rows, projection.Rows);
        Results.Write("reads.json", new
        {
            shop.PostgresVersion, Orders, Lines, Runs, RowsOfModel = Orders * Lines,
            Model = new { model.Ms, model.Kb }, Projection = new { projection.Ms, projection.Kb },
            Time = Math.Round(model.Ms / projection.Ms, 1),
            Memory = Math.Round((double)model.Kb / projection.Kb),
        });
        Assert.True(model.Kb > 3 * projection.Kb, $"{model.Kb} against {projection.Kb} kB");
        Assert.True(model.Ms > projection.Ms, $"{model.Ms} against {projection.Ms} ms");
    }

    /// <summary>The fastest and the smallest of its runs.</summary>
    private sealed class Measured(Func<IServiceProvider, Task<List<OrderRow>>> read)
    {
        private double ms = double.MaxValue;
        private long bytes = long.MaxValue;

        public List<OrderRow> Rows { get; private set; } = [];
        public double Ms => Math.Round(ms, 1);
        public long Kb => bytes / 1024;

        public async Task RunAsync(ShopServer shop)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();
            Rows = await shop.InScopeAsync(read);
            ms = Math.Min(ms, clock.Elapsed.TotalMilliseconds);
            bytes = Math.Min(bytes, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }
    }

    private Task<int> AddOrdersAsync() => shop.InScopeAsync(services =>
    {
        var context = services.GetRequiredService<ShopContext>();
        var products = Enumerable.Range(1, Lines)
            .Select(i => new Product { Name = $"Part {i}", Price = i, Stock = 0 }).ToList();
        context.AddRange(products);
        for (var i = 0; i < Orders; i++)
        {
            var order = Order.Place("Big", DateTimeOffset.UtcNow.AddSeconds(i - Orders));
            foreach (var product in products)
                order.Add(product, 1 + i % 3);
            context.Add(order);
        }
        return context.SaveChangesAsync();
    });
}
