using Shop.Events;
using Shop.Naive;
using Shop.Orders;
using Shop.Stocks;

namespace Shop.Tests;

/// <summary>Handlers that raise events, through PostgreSQL.</summary>
[Collection(ServersCollection.Name)]
public sealed class RoundsTests(RealServers servers)
{
    [Fact]
    public async Task An_order_that_empties_the_shelf_is_one_commit_with_purchase_and_messages()
    {
        var commits = new InterceptorTests.CommitCounter();
        await using var shop = await TestShop.CreateAsync(
            servers, ShopRegistration.Handlers, more => more.Intercept(commits));

        await shop.Orders.PlaceAsync(Given.AnOrder(sku: "chair", quantity: 7));

        Assert.Equal(1, commits.Count);

        Assert.Equal(3, await shop.ReadAsync<int>("SELECT available FROM stock WHERE sku = 'chair'"));
        Assert.Equal(50, await shop.ReadAsync<int>("SELECT quantity FROM purchases"));
        Assert.Equal("shop.order-confirmed, shop.goods-needed",
            await shop.ReadAsync<string>("SELECT string_agg(subject, ', ' ORDER BY seq) FROM outbox"));
        Assert.Equal(7, await shop.ReadAsync<long>("SELECT quantity FROM sales"));
        Assert.Empty(shop.Log.Lines);
    }

    [Fact]
    public async Task An_order_that_cannot_be_covered_leaves_nothing()
    {
        await using var shop = await TestShop.CreateAsync(servers, ShopRegistration.Handlers);

        await Assert.ThrowsAsync<OutOfStockException>(
            () => shop.Orders.PlaceAsync(Given.AnOrder(sku: "chair", quantity: 11)));

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Equal(0, await shop.CountAsync("outbox"));
        Assert.Equal(10, await shop.ReadAsync<int>("SELECT available FROM stock WHERE sku = 'chair'"));
    }

    [Fact]
    public async Task A_single_pass_leaves_the_events_of_handlers_behind()
    {
        var seen = new List<string>();
        Stock? stock = null;
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        await using var context = shop.OpenWith(new OnePassInterceptor((happened, _) =>
        {
            seen.Add(happened.GetType().Name);
            if (happened is OrderPlaced placed)
                stock!.Reserve(placed.Quantity);
            return Task.CompletedTask;
        }));
        stock = await context.Stocks.FindAsync("chair");
        context.Add(Given.AnOrder(sku: "chair", quantity: 7).AsOrder());

        await context.SaveChangesAsync();

        Assert.Equal(["OrderPlaced"], seen);
        Assert.IsType<StockRanLow>(Assert.Single(stock!.Events));
        Assert.Equal(10, await shop.ReadAsync<int>("SELECT available FROM stock WHERE sku = 'chair'"));
    }

    [Fact]
    public async Task A_cycle_is_stopped_before_anything_is_written()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<OrderPlaced, Act<OrderPlaced>>()
            .BeforeSave<AddressChanged, Act<AddressChanged>>(), more => more
            .AddSingleton(new Script<OrderPlaced>((services, placed, _) => Move(services, placed.OrderId)))
            .AddSingleton(new Script<AddressChanged>((services, moved, _) => Move(services, moved.OrderId))));

        await Assert.ThrowsAsync<EventCycleException>(() => shop.Orders.PlaceAsync(Given.AnOrder()));

        Assert.Equal(0, await shop.CountAsync("orders"));

        static async Task Move(IServiceProvider services, Guid order) =>
            (await services.GetRequiredService<Persistence.ShopContext>().Orders.FindAsync(order))!
                .SendTo($"{Guid.NewGuid()}");
    }
}
