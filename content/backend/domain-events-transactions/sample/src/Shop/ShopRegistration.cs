using Microsoft.EntityFrameworkCore;
using NATS.Client.JetStream;
using Shop.Events;
using Shop.Orders;
using Shop.Outbox;
using Shop.Persistence;
using Shop.Stocks;

namespace Shop;

public static class ShopRegistration
{
    #region handlers
    public static void Handlers(DomainEventHandlers events) => events
        .BeforeSave<OrderPlaced, ReserveStock>()
        .BeforeSave<StockRanLow, ReorderStock>()
        .BeforeSave<OrderPlaced, AnnounceOrder>()
        .BeforeSave<PurchaseRequested, AnnouncePurchase>()
        .InTransaction<OrderPlaced, CountSales>()
        .AfterCommit<OrderPlaced, WakeRelay>();
    #endregion

    #region register
    public static IServiceCollection AddShop(
        this IServiceCollection services, string database, Action<DomainEventHandlers> handlers) => services
        .AddDomainEvents(handlers)
        .AddDbContext<ShopContext>((provider, options) => options
            .UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure())
            .AddInterceptors(provider.GetRequiredService<DomainEventsInterceptor>()))
        .AddSingleton<RelaySignal>()
        .AddSingleton<UnitOfWork>()
        .AddSingleton<OrderService>();
    #endregion

    /// <summary>Needs an INatsConnection, as AddNatsClient registers it.</summary>
    public static IServiceCollection AddOutboxRelay(this IServiceCollection services) => services
        .AddSingleton<INatsJSContext, NatsJSContext>()
        .AddSingleton<OutboxRelay>()
        .AddHostedService<RelayWorker>();
}
