using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Offprint.Servers;
using Ordering.Persistence;

namespace Ordering.Tests;

/// <summary>
/// Eight writers make the same number of changes: all to one order, or each to its own.
/// Then what a boundary around all orders of a customer has to load for one change.
/// </summary>
[Collection(DatabaseTests.Name)]
public sealed class ContentionTests(Database database)
{
    private const int Writers = 8, Changes = 25, OrdersOfCustomer = 200, Lines = 10;

    private static readonly Money Limit = Money.Of(100_000, Currency.Eur);

    [Fact]
    public async Task One_hot_aggregate_pays_for_each_change_with_several_attempts()
    {
        var open = await database.CreateAsync();
        await MeasureAsync(open, orders: Writers, 3, ChangeOptimisticAsync); // warm

        var apart = await MeasureAsync(open, orders: Writers, Changes, ChangeOptimisticAsync);
        var hot = await MeasureAsync(open, orders: 1, Changes, ChangeOptimisticAsync);
        var locked = await MeasureAsync(open, orders: 1, Changes, ChangeLockedAsync);

        Results.Write("contention.json", new
        {
            database.ServerVersion, Writers, Changes, Total = Writers * Changes,
            apart, hot, locked,
            ApartToHot = Math.Round((double)apart.ChangesPerSecond / hot.ChangesPerSecond, 1),
        });
        Assert.Equal(1, apart.AttemptsPerChange);
        Assert.True(hot.AttemptsPerChange > 1.5, "attempts on a hot aggregate");
        Assert.Equal(1, locked.AttemptsPerChange);
        Assert.True(apart.ChangesPerSecond > hot.ChangesPerSecond, "apart against hot");
    }

    [Fact]
    public async Task A_boundary_around_the_customer_loads_all_of_its_orders()
    {
        var open = await database.CreateAsync();
        var customer = CustomerId.New();
        var ids = await AddOrdersAsync(open, OrdersOfCustomer, customer);

        var one = await MedianAsync(open, c => c.Orders.Where(o => o.Id == ids[7]));
        var all = await MedianAsync(open, c => c.Orders.Where(o => o.Customer == customer));

        Results.Write("boundary.json", new
        {
            OrdersOfCustomer, Lines,
            RowsOfOne = 1 + Lines, RowsOfAll = OrdersOfCustomer * (1 + Lines),
            OneMs = Math.Round(one, 1), AllMs = Math.Round(all, 1),
            Ratio = Math.Round(all / one),
        });
        Assert.True(all > 2 * one, $"{all} ms against {one} ms");
    }

    private static async Task<Measured> MeasureAsync(Func<OrderingContext> open, int orders,
        int changes, Func<Func<OrderingContext>, OrderId, Action<Order>, Task<int>> change)
    {
        var ids = await AddOrdersAsync(open, orders, CustomerId.New());
        var clock = Stopwatch.StartNew();
        var attempts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            var made = 0;
            for (var i = 0; i < changes; i++)
                made += await change(open, ids[writer % orders], Increase);
            return made;
        }));
        var seconds = clock.Elapsed.TotalSeconds;

        // Every change is there: none was overwritten by another.
        var quantity = 0;
        foreach (var id in ids)
            quantity += (await new Store(open).ReadAsync(id)).Lines.Sum(l => l.Quantity.Value);
        Assert.Equal(orders * Lines + Writers * changes, quantity);
        return new(Math.Round((double)attempts.Sum() / (Writers * changes), 1),
            (int)Math.Round(Writers * changes / seconds));
    }

    private static void Increase(Order order)
    {
        var line = order.Lines.MinBy(one => one.Sku.Code)!;
        order.ChangeQuantity(line.Sku, Quantity.Of(line.Quantity.Value + 1));
    }

    private static Task<int> ChangeOptimisticAsync(
        Func<OrderingContext> open, OrderId id, Action<Order> change) =>
        new Store(open).ChangeAsync(id, change);

    private static async Task<int> ChangeLockedAsync(
        Func<OrderingContext> open, OrderId id, Action<Order> change)
    {
        await new Store(open).ChangeLockedAsync(id, change);
        return 1;
    }

    private static async Task<List<OrderId>> AddOrdersAsync(
        Func<OrderingContext> open, int count, CustomerId customer)
    {
        await using var context = open();
        var ids = new List<OrderId>();
        for (var i = 0; i < count; i++)
        {
            var order = Order.Start(OrderId.New(), customer, Limit);
            for (var line = 1; line <= Lines; line++)
                order.AddLine(
                    Sku.Of(Requests.SkuOf(line)), Money.Of(1, Currency.Eur), Quantity.Of(1));
            context.Add(order);
            ids.Add(order.Id);
        }
        await context.SaveChangesAsync();
        return ids;
    }

    private static async Task<double> MedianAsync(
        Func<OrderingContext> open, Func<OrderingContext, IQueryable<Order>> query)
    {
        var times = new List<double>();
        for (var i = 0; i < 21; i++)
        {
            await using var context = open();
            var clock = Stopwatch.StartNew();
            await query(context).ToListAsync();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        return times.Order().ElementAt(10);
    }

    private sealed record Measured(double AttemptsPerChange, int ChangesPerSecond);
}
