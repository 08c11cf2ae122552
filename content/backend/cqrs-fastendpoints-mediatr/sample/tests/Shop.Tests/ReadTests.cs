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
    private const int Orders = 50, Lines = 20, Runs = 51;

    #region read-only
    [Fact]
    public Task The_read_side_cannot_write() => shop.InScopeAsync(async services =>
    {
        var reads = services.GetRequiredService<ShopReads>();
        await reads.Database.OpenConnectionAsync();

        var mistake = await Assert.ThrowsAsync<PostgresException>(() =>
            reads.Orders.ExecuteDeleteAsync());
        await reads.Database.ExecuteSqlAsync($"SET default_transaction_read_only = off");
        var attempt = await Assert.ThrowsAsync<PostgresException>(() =>
            reads.Orders.ExecuteDeleteAsync());

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, mistake.SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, attempt.SqlState);
        return attempt;
    });
    #endregion

    [Fact]
    public async Task An_order_that_arrives_between_two_pages_moves_no_row()
    {
        var lamp = await shop.AddProductAsync(stock: 1_000);
        for (var i = 1; i <= 7; i++)
            await PlaceAsync(items: i);

        var seen = new List<OrderRow>();
        for (OrderRow[] page; seen.Count < 50; seen.AddRange(page))
        {
            var before = seen.Count > 0 ? $"&before={seen[^1].Id}" : "";
            page = (await shop.Http.GetFromJsonAsync<OrderRow[]>(
                $"/orders?customer=Pages&take=3{before}"))!;
            if (page.Length == 0)
                break;
            await PlaceAsync(items: 9);
        }

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen.Select(row => row.Items));

        async Task PlaceAsync(int items)
        {
            (await shop.PlaceAsync("Pages", (lamp, items))).EnsureSuccessStatusCode();
            // Ids of one millisecond are in no particular order.
            await Task.Delay(2);
        }
    }

    [Theory]
    [InlineData(null, "orders_pkey")]
    [InlineData("Plan 7", "orders_customer_id")]
    public async Task A_page_is_read_from_an_index(string? customer, string index)
    {
        await shop.SqlAsync("""
            INSERT INTO orders (id, customer, placed_at, status)
            SELECT gen_random_uuid(), 'Plan ' || i % 100, now(), 'Placed'
            FROM generate_series(1, 20000) i;
            ANALYZE orders;
            """);

        var plan = await PlanAsync(new()
        {
            Customer = customer, Before = Guid.Parse("80000000-0000-0000-0000-000000000000"),
        });

        Assert.Contains($"Index Scan Backward using {index} on orders", plan);
        Assert.Matches(@"Index Cond: .*\(?id < '80000000", plan);
        Assert.DoesNotContain("Sort", plan);
    }

    /// <summary>list.sql is what the article shows.</summary>
    [Fact]
    public Task The_list_is_one_statement_of_six_columns() => shop.InScopeAsync(services =>
    {
        using var command = ListOrdersEndpoint.Rows(services.GetRequiredService<ShopReads>().Orders,
            new() { Customer = "Ada", Before = Guid.Empty }).CreateDbCommand();
        var expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "list.sql"));

        Assert.Equal(expected.ReplaceLineEndings("\n").Trim(),
            command.CommandText.ReplaceLineEndings("\n").Trim());
        return Task.FromResult(0);
    });

    [Fact]
    public async Task A_list_through_the_write_model_costs_a_multiple()
    {
        await AddOrdersAsync();
        var list = new ListOrders { Customer = "Big", Take = Orders };
        var tracked = new Measured(services => ThroughModelAsync(services
            .GetRequiredService<ShopContext>().Orders));
        var untracked = new Measured(services => ThroughModelAsync(services
            .GetRequiredService<ShopContext>().Orders.AsNoTracking()));
        var projection = new Measured(services => ListOrdersEndpoint
            .Rows(services.GetRequiredService<ShopReads>().Orders, list).ToListAsync());
        Measured[] all = [tracked, untracked, projection];
        foreach (var one in all)
            await one.RunAsync(shop);
        foreach (var one in all)
            one.Forget();
        for (var run = 0; run < Runs; run++)
            foreach (var one in all)
                await one.RunAsync(shop);

        Assert.Equal(tracked.Rows, projection.Rows);
        Assert.Equal(untracked.Rows, projection.Rows);
        Results.Write("reads.json", new
        {
            shop.PostgresVersion, Orders, Lines, Runs, RowsOfModel = Orders * Lines,
            Tracked = new { tracked.Ms, tracked.Kb },
            Untracked = new { untracked.Ms, untracked.Kb },
            Projection = new { projection.Ms, projection.Kb },
            Times = Math.Round(tracked.Ms / projection.Ms, 1),
            TimesUntracked = Math.Round(untracked.Ms / projection.Ms, 1),
            Memory = Math.Round((double)tracked.Kb / projection.Kb),
            MemoryUntracked = Math.Round((double)untracked.Kb / projection.Kb),
        });
        Assert.True(untracked.Kb > 3 * projection.Kb, $"{untracked.Kb}, {projection.Kb} kB");
        Assert.True(tracked.Ms > untracked.Ms, $"{tracked.Ms}, {untracked.Ms} ms");
        Assert.True(untracked.Ms > projection.Ms, $"{untracked.Ms}, {projection.Ms} ms");
    }

    private static async Task<List<OrderRow>> ThroughModelAsync(IQueryable<Order> orders) =>
        [.. (await orders.Include(order => order.Lines)
            .Where(order => order.Customer == "Big")
            .OrderByDescending(order => order.Id).Take(Orders).ToListAsync())
            .Select(order => new OrderRow(order.Id, order.Customer, order.PlacedAt,
                order.Status.ToString(), order.Lines.Sum(line => line.Quantity),
                order.Lines.Sum(line => line.Price * line.Quantity)))];

    private Task<string> PlanAsync(ListOrders list) => shop.InScopeAsync(async services =>
    {
        var reads = services.GetRequiredService<ShopReads>();
        await reads.Database.OpenConnectionAsync();
        await using var command = ListOrdersEndpoint.Rows(reads.Orders, list).CreateDbCommand();
        command.CommandText = $"EXPLAIN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(0));
        return string.Join('\n', plan);
    });

    /// <summary>The median of its runs.</summary>
    private sealed class Measured(Func<IServiceProvider, Task<List<OrderRow>>> read)
    {
        private readonly List<double> ms = [];
        private readonly List<long> bytes = [];

        public List<OrderRow> Rows { get; private set; } = [];
        public double Ms => Math.Round(ms.Order().ElementAt(ms.Count / 2), 1);
        public long Kb => bytes.Order().ElementAt(bytes.Count / 2) / 1024;

        public void Forget()
        {
            ms.Clear();
            bytes.Clear();
        }

        public async Task RunAsync(ShopServer shop)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var start = Stopwatch.GetTimestamp();
            Rows = await shop.InScopeAsync(read);
            ms.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes.Add(GC.GetTotalAllocatedBytes(precise: true) - allocated);
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
