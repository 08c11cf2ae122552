using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Ordering.Persistence;

namespace Ordering.Tests;

[Collection(DatabaseTests.Name)]
public sealed class PersistenceTests(Database database)
{
    private static readonly Money Limit = Money.Of(1_000m, Currency.Eur);

    [Fact]
    public async Task Whatever_an_order_has_become_it_comes_back_the_same()
    {
        var open = await database.CreateAsync();
        var lines = new HashSet<Currency>();
        foreach (var (i, list) in Requests.Lists.Generator.Sample(20, 40).Index())
        {
            var currency = Currency.From(i % 2 == 0 ? "JPY" : "EUR");
            var order = Order.Start(
                OrderId.New(), CustomerId.New(), Money.Of(1_000, currency));
            foreach (var command in list)
                InvariantTests.Try(() => In(currency, command).ApplyTo(order));
            lines.UnionWith(order.Lines.Select(line => line.Price.Currency));
            await new Store(open).AddAsync(order);

            var read = await new Store(open).ReadAsync(order.Id);

            Assert.Equal(WithoutEvents(order), WithoutEvents(read));
            Assert.Empty(read.Events);
        }
        Assert.Equal(2, lines.Count);
    }

    private static Command In(Currency currency, Command command) =>
        command is Command.Add add ? add with { Currency = currency.Code } : command;

    [Fact]
    public async Task A_change_of_lines_alone_moves_the_version_of_the_root()
    {
        var open = await database.CreateAsync();
        var store = new Store(open);
        var order = await AddDraftAsync(store);

        await store.ChangeAsync(order.Id, o => o.ChangeQuantity(Sku.Of("AB-0001"), Quantity.Of(3)));
        await store.ChangeAsync(order.Id, o => o.RemoveLine(Sku.Of("AB-0001")));

        Assert.Equal(order.Version + 2, (await store.ReadAsync(order.Id)).Version);
    }

    [Fact]
    public async Task The_event_is_committed_with_the_state_and_carries_its_version()
    {
        var open = await database.CreateAsync();
        var store = new Store(open);
        var order = await AddDraftAsync(store);

        await store.ChangeAsync(order.Id, o => o.Place());

        await using var context = open();
        var message = await context.Outbox.SingleAsync();
        Assert.Equal(
            (order.Id.Value, order.Version + 1, "order.placed"),
            (message.Aggregate, message.Version, message.Type));
    }

    [Fact]
    public async Task A_synchronous_save_commits_the_event_too()
    {
        var open = await database.CreateAsync();
        var order = await AddDraftAsync(new Store(open));
        using (var context = open())
        {
            context.Orders.Single(o => o.Id == order.Id).Place();
            context.SaveChanges();
        }

        await using var after = open();
        Assert.Equal("order.placed", (await after.Outbox.SingleAsync()).Type);
    }

    [Fact]
    public async Task A_context_that_saves_twice_writes_each_event_once()
    {
        var open = await database.CreateAsync();
        var added = await AddDraftAsync(new Store(open));
        await using var context = open();
        var order = await context.Orders.SingleAsync(o => o.Id == added.Id);

        order.Place();
        await context.SaveChangesAsync();
        order.Cancel();
        await context.SaveChangesAsync();

        Assert.Equal(["order.placed", "order.cancelled"],
            await context.Outbox.OrderBy(m => m.Id).Select(m => m.Type).ToListAsync());
    }

    [Fact]
    public async Task A_change_that_loses_the_race_leaves_neither_state_nor_event()
    {
        var open = await database.CreateAsync();
        var store = new Store(open);
        var order = await AddDraftAsync(store);
        await using var late = open();
        var stale = await late.Orders.SingleAsync(o => o.Id == order.Id);
        await store.ChangeAsync(order.Id, o => o.Cancel());

        stale.Place();
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync());

        await using var context = open();
        Assert.Equal("order.cancelled", (await context.Outbox.SingleAsync()).Type);
        Assert.Equal(OrderStatus.Cancelled, (await store.ReadAsync(order.Id)).Status);
    }

    [Fact]
    public async Task A_price_below_nothing_in_the_table_is_read_but_not_added_to()
    {
        var open = await database.CreateAsync();
        var store = new Store(open);
        var order = await AddDraftAsync(store);
        await using (var context = open())
            await context.Database.ExecuteSqlRawAsync(
                "UPDATE order_lines SET \"Price_Amount\" = -5");

        var read = await store.ReadAsync(order.Id);

        Assert.Equal(-5, read.Lines.Single().Price.Amount);
        Assert.Throws<BrokenRuleException>(() => read.Total);
    }

    internal static async Task<Order> AddDraftAsync(Store store)
    {
        var order = Order.Start(OrderId.New(), CustomerId.New(), Limit);
        order.AddLine(Sku.Of("AB-0001"), Money.Of(10, Currency.Eur), Quantity.Of(1));
        await store.AddAsync(order);
        return order;
    }

    private static string WithoutEvents(Order order) =>
        InvariantTests.Describe(order).Replace($" {order.Events.Count}:", ":");
}
