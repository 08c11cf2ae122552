using Shop.Events;
using Shop.Orders;
using Shop.Stocks;

namespace Shop.Tests;

/// <summary>The aggregates alone: call a method, look at the events.</summary>
public sealed class AggregateTests
{
    #region aggregate-alone
    [Fact]
    public void Stock_runs_low_once_when_a_reservation_crosses_the_limit()
    {
        var stock = new Stock("chair", available: 10, reorderBelow: 5);

        stock.Reserve(5);
        Assert.Empty(stock.Events);
        stock.Reserve(1);
        stock.Reserve(1);

        Assert.Equal([new StockRanLow("chair", Available: 4)], stock.Events);
    }
    #endregion

    [Fact]
    public void A_reservation_that_fails_raises_nothing_and_changes_nothing()
    {
        var stock = new Stock("chair", available: 10, reorderBelow: 5);

        Assert.Throws<OutOfStockException>(() => stock.Reserve(11));

        Assert.Empty(stock.Events);
        Assert.Equal(10, stock.Available);
    }

    [Fact]
    public void A_change_to_the_same_address_raises_nothing()
    {
        var order = Given.AnOrder().AsOrder();
        order.SendTo("Zurich");
        order.SendTo("Zurich");

        Assert.Equal(["OrderPlaced", "AddressChanged"], order.Events.Select(e => e.GetType().Name));
    }

    #region every-event
    [Fact]
    public void Every_event_has_a_handler_or_is_listed_as_having_none()
    {
        Type[] unhandled = [typeof(AddressChanged)];
        var handlers = new DomainEventHandlers();
        ShopRegistration.Handlers(handlers);

        var events = typeof(Order).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IDomainEvent)));

        Assert.Equal(events.ToHashSet(), [.. handlers.Events, .. unhandled]);
    }
    #endregion
}
