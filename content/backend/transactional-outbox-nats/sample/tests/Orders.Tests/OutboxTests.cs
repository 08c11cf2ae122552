using Microsoft.EntityFrameworkCore;

namespace Orders.Tests;

/// <summary>State and event are committed together or not at all.</summary>
[Collection(RealServers.Name)]
public sealed class OutboxTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_refused_save_leaves_neither_order_nor_event()
    {
        await Assert.ThrowsAsync<DbUpdateException>(() => shop.PlaceAsync(amount: 1e12m));

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Equal(0, await shop.CountAsync("outbox"));
    }

    [Fact]
    public async Task Of_two_writers_at_once_one_wins_and_one_event_is_left()
    {
        var id = await shop.PlaceAsync(amount: 10);
        await using var one = shop.Contexts.CreateDbContext();
        await using var other = shop.Contexts.CreateDbContext();
        (await one.Orders.SingleAsync(o => o.Id == id)).Extend(5);
        (await other.Orders.SingleAsync(o => o.Id == id)).Extend(7);

        await one.SaveChangesAsync();
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => other.SaveChangesAsync());

        Assert.Equal(2, await shop.CountAsync("outbox"));
        await shop.RelayAllAsync();
        Assert.Equal([10, 5], (await shop.StreamedAsync()).Select(e => e.Amount));
    }

    [Fact]
    public async Task Saving_without_await_writes_the_event_too()
    {
        await using var orders = shop.Contexts.CreateDbContext();
        orders.Add(Order.Place(10));
        orders.SaveChanges();

        Assert.Equal(1, await shop.CountAsync("outbox"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_save_keeps_the_event_for_the_next_attempt(bool sameContext)
    {
        var order = Order.Place(10);
        await using var first = shop.Contexts.CreateDbContext();
        first.Add(order);
        first.Database.SetConnectionString("Host=127.0.0.1;Port=1");
        await Assert.ThrowsAnyAsync<Exception>(() => first.SaveChangesAsync());
        first.Database.SetConnectionString(shop.OrdersConnection);

        await using var next = sameContext ? first : shop.Contexts.CreateDbContext();
        if (!sameContext)
            next.Add(order);
        await next.SaveChangesAsync();
        await next.SaveChangesAsync();

        Assert.Equal(1, await shop.CountAsync("outbox"));
        Assert.Empty(order.Events);
    }

    [Fact]
    public async Task An_event_too_large_for_the_broker_is_refused_together_with_its_order()
    {
        await using var orders = shop.Contexts.CreateDbContext();
        orders.Add(Order.Place(10));
        orders.Add(new OutboxMessage
        {
            OrderId = Guid.NewGuid(),
            Version = 1,
            Type = "placed",
            Body = $"\"{new string('x', 1_000_000)}\"",
        });

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => orders.SaveChangesAsync());

        Assert.Contains("fits_into_a_message", refused.InnerException!.Message);
        Assert.Equal(0, await shop.CountAsync("orders"));
    }
}
