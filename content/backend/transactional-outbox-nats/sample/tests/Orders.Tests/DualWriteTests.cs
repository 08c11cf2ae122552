using Microsoft.EntityFrameworkCore;

namespace Orders.Tests;

[Collection(RealServers.Name)]
public sealed class DualWriteTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task Saved_first_a_crash_in_between_loses_the_event()
    {
        await Crash.AtAsync("save-then-publish", "between", shop.OrdersConnection, shop.NatsUrl);

        Assert.Equal(1, await shop.CountAsync("orders"));
        Assert.Empty(await shop.StreamedAsync());
    }

    [Fact]
    public async Task Saved_first_a_broker_that_is_down_loses_the_event()
    {
        await using var orders = shop.WithoutOutbox();
        var dual = new DualWrite(orders, shop.JetStream, between: servers.Nats.KillAsync);
        try
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                dual.SaveThenPublishAsync(Order.Place(10)));

            Assert.Equal(1, await shop.CountAsync("orders"));
        }
        finally
        {
            await servers.Nats.StartAgainAsync();
        }
        Assert.Empty(await shop.StreamedAsync());
    }

    [Fact]
    public async Task Published_first_a_crash_in_between_announces_an_order_that_does_not_exist()
    {
        await Crash.AtAsync("publish-then-save", "between", shop.OrdersConnection, shop.NatsUrl);

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Single(await shop.StreamedAsync());
    }

    [Fact]
    public async Task Published_first_a_refused_save_announces_an_order_that_does_not_exist()
    {
        await using var orders = shop.WithoutOutbox();
        var dual = new DualWrite(orders, shop.JetStream, between: () => Task.CompletedTask);
        var moreThanTheColumnHolds = Order.Place(1e12m);

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            dual.PublishThenSaveAsync(moreThanTheColumnHolds));

        Assert.Equal(0, await shop.CountAsync("orders"));
        Assert.Single(await shop.StreamedAsync());
    }

    [Fact]
    public async Task Published_before_the_commit_the_event_is_read_before_the_row_is()
    {
        await using var orders = shop.WithoutOutbox();
        var order = Order.Place(10);
        await using var transaction = await orders.Database.BeginTransactionAsync();
        orders.Add(order);
        await orders.SaveChangesAsync();
        await shop.JetStream.PublishAsync("orders.placed", OutboxMessage.From(
            order.Events.Single()).Body);

        var heard = Assert.Single(await shop.StreamedAsync());
        Assert.Equal(0, await shop.CountAsync($"orders WHERE \"Id\" = '{heard.OrderId}'"));

        await transaction.CommitAsync();
        Assert.Equal(1, await shop.CountAsync($"orders WHERE \"Id\" = '{heard.OrderId}'"));
    }
}
