using MediatR;
using MediatR.NotificationPublishers;
using Microsoft.EntityFrameworkCore;
using Shop.Persistence;

namespace Shop.Tests;

/// <summary>What changes when MediatR calls the handlers.</summary>
[Collection(ServersCollection.Name)]
public sealed class MediatorTests(RealServers servers)
{
    public sealed record Ping : INotification;

    public sealed class First(ShopContext shop, Journal journal) : INotificationHandler<Ping>
    {
        public async Task Handle(Ping ping, CancellationToken token)
        {
            await shop.Database.ExecuteSqlAsync($"SELECT pg_sleep(0.3)", token);
            journal.Add("first");
        }
    }

    public sealed class Second(ShopContext shop, Journal journal) : INotificationHandler<Ping>
    {
        public async Task Handle(Ping ping, CancellationToken token)
        {
            await shop.Orders.CountAsync(token);
            journal.Add("second");
        }
    }

    [Fact]
    public async Task MediatR_calls_handlers_one_by_one_unless_told_otherwise()
    {
        await using var shop = await CreateAsync(publisher: null);
        await using var request = shop.Open();

        await request.Services.GetRequiredService<IPublisher>().Publish(new Ping());

        Assert.Equal(["first", "second"], shop.Journal.Entries);
    }

    [Fact]
    public async Task With_TaskWhenAllPublisher_two_handlers_of_one_context_fail()
    {
        await using var shop = await CreateAsync(typeof(TaskWhenAllPublisher));
        await using var request = shop.Open();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => request.Services.GetRequiredService<IPublisher>().Publish(new Ping()));

        Assert.Contains("second operation", failure.Message);
    }

    private Task<TestShop> CreateAsync(Type? publisher) =>
        TestShop.CreateAsync(servers, _ => { }, more => more.AddMediatR(mediator =>
        {
            mediator.RegisterServicesFromAssemblyContaining<Ping>();
            if (publisher is not null)
                mediator.NotificationPublisherType = publisher;
        }));
}
