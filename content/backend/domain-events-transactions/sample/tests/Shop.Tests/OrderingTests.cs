using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Shop.Events;
using Shop.Orders;
using Shop.Persistence;
using Shop.Stocks;

namespace Shop.Tests;

/// <summary>Which events and which handlers come first.</summary>
[Collection(ServersCollection.Name)]
public sealed class OrderingTests(RealServers servers)
{
    [Fact]
    public async Task Events_of_one_aggregate_are_handled_as_they_were_raised()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<AddressChanged, Act<AddressChanged>>()
            .BeforeSave<OrderPlaced, Note<OrderPlaced>>(), more => more.AddSingleton(NoteAddresses()));

        await shop.Work.RunAsync((context, _) =>
        {
            var order = Given.AnOrder().AsOrder();
            order.SendTo("Zurich");
            order.SendTo("Aarau");
            context.Add(order);
            return Task.CompletedTask;
        }, default);

        Assert.Equal(["OrderPlaced", "Zurich", "Aarau"], shop.Journal.Entries);
    }

    #region across
    [Fact]
    public async Task Across_aggregates_the_change_tracker_sorts_by_state_and_the_dispatcher_by_time()
    {
        // The stock runs low first, and then the order is placed.
        Assert.Equal(["OrderPlaced", "StockRanLow"], await ByTheChangeTrackerAsync());
        Assert.Equal(["StockRanLow", "OrderPlaced"], await ByTheDispatcherAsync());
    }
    #endregion

    [Fact]
    public async Task Handlers_of_an_event_run_one_after_the_other_in_the_order_of_registration()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<OrderPlaced, Act<OrderPlaced>>()
            .BeforeSave<OrderPlaced, Note<OrderPlaced>>(), more => more.AddSingleton(
            new Script<OrderPlaced>(async (services, _, token) =>
            {
                await Task.Delay(50, token);
                services.GetRequiredService<Journal>().Add("first, and slow");
            })));

        await shop.Orders.PlaceAsync(Given.AnOrder());

        Assert.Equal(["first, and slow", "OrderPlaced"], shop.Journal.Entries);
    }

    [Fact]
    public async Task After_the_commit_two_changes_of_one_order_can_be_handled_in_reverse()
    {
        var (cache, firstHandled) = (new ConcurrentDictionary<Guid, string>(), new TaskCompletionSource());
        var firstArrived = new TaskCompletionSource();
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .AfterCommit<AddressChanged, Act<AddressChanged>>(), more => more.AddSingleton(
            new Script<AddressChanged>(async (_, moved, _) =>
            {
                if (moved.Address is "Zurich")
                {
                    firstArrived.SetResult();
                    await firstHandled.Task;
                }
                cache[moved.OrderId] = moved.Address;
            })));
        var order = Given.AnOrder();
        await shop.Orders.PlaceAsync(order);

        var first = shop.Orders.SendToAsync(order.OrderId, "Zurich");
        await firstArrived.Task;
        await shop.Orders.SendToAsync(order.OrderId, "Aarau");
        firstHandled.SetResult();
        await first;

        Assert.Equal("Aarau", await shop.ReadAsync<string>("SELECT address FROM orders"));
        Assert.Equal("Zurich", cache[order.OrderId]);
    }

    [Fact]
    public async Task In_the_transaction_two_changes_of_one_order_are_handled_one_by_one()
    {
        var (firstArrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .InTransaction<AddressChanged, Act<AddressChanged>>(), more => more.AddSingleton(
            new Script<AddressChanged>(async (services, moved, _) =>
            {
                services.GetRequiredService<Journal>().Add(moved.Address);
                if (moved.Address is "Zurich")
                {
                    firstArrived.SetResult();
                    await go.Task;
                }
            })));
        var order = Given.AnOrder();
        await shop.Orders.PlaceAsync(order);

        var first = shop.Orders.SendToAsync(order.OrderId, "Zurich");
        await firstArrived.Task;
        var second = shop.Orders.SendToAsync(order.OrderId, "Aarau");
        await Until.TrueAsync("the second change waits for the row",
            async () => await shop.WaitingForLocksAsync() == 1);
        Assert.Equal(["Zurich"], shop.Journal.Entries);
        go.SetResult();
        await first;

        // It was decided on a row that has changed since: it conflicts, and its handler never ran.
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second);
        await shop.Orders.SendToAsync(order.OrderId, "Aarau");
        Assert.Equal(["Zurich", "Aarau"], shop.Journal.Entries);
    }

    private async Task<string[]> ByTheChangeTrackerAsync()
    {
        await using var shop = await TestShop.CreateAsync(servers, _ => { });
        await using var context = shop.OpenWith();
        await RunLowAndOrderAsync(context);
        return
        [
            .. context.ChangeTracker.Entries<Aggregate>()
                .SelectMany(entry => entry.Entity.Events).Select(happened => happened.GetType().Name),
        ];
    }

    private async Task<string[]> ByTheDispatcherAsync()
    {
        await using var shop = await TestShop.CreateAsync(servers, events => events
            .BeforeSave<OrderPlaced, Note<OrderPlaced>>()
            .BeforeSave<StockRanLow, Note<StockRanLow>>());
        await using var request = shop.Open();
        await RunLowAndOrderAsync(request.Shop);
        await request.Shop.SaveChangesAsync();
        return shop.Journal.Entries;
    }

    private static async Task RunLowAndOrderAsync(ShopContext context)
    {
        (await context.Stocks.FindAsync("chair"))!.Reserve(7);
        context.Add(Given.AnOrder(sku: "chair").AsOrder());
    }

    private static Script<AddressChanged> NoteAddresses() => new((services, moved, _) =>
    {
        services.GetRequiredService<Journal>().Add(moved.Address);
        return Task.CompletedTask;
    });
}
