using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Ordering.Persistence;

namespace Ordering.Tests;

[Collection(DatabaseTests.Name)]
public sealed class BoundaryTests(Database database)
{
    #region references
    [Fact]
    public void No_aggregate_holds_another()
    {
        var roots = typeof(Aggregate).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Aggregate))).ToList();

        Assert.Equal(2, roots.Count);
        Assert.All(roots, root => Assert.Empty(Held(root, []).Intersect(roots)));
    }
    #endregion

    [Fact]
    public async Task Of_two_orders_that_together_exceed_the_credit_one_is_approved()
    {
        var store = new Store(await database.CreateAsync());
        var customer = await AddAccountAsync(store, 150);
        var orders = new[] { await PlaceAsync(store, customer), await PlaceAsync(store, customer) };
        var check = new CreditCheck(store);

        await Task.WhenAll(orders.Select(order =>
            check.OnPlacedAsync(order.Id, customer, order.Total)));

        var outcomes = new List<OrderStatus>();
        foreach (var order in orders)
            outcomes.Add((await store.ReadAsync(order.Id)).Status);
        Assert.Equal([OrderStatus.Approved, OrderStatus.Rejected], outcomes.Order());
        Assert.Equal(100, await ReservedAsync(store, customer));
    }

    [Fact]
    public async Task The_same_message_again_changes_nothing()
    {
        var store = new Store(await database.CreateAsync());
        var customer = await AddAccountAsync(store, 250);
        var order = await PlaceAsync(store, customer);
        var check = new CreditCheck(store);
        await check.OnPlacedAsync(order.Id, customer, order.Total);
        var version = (await store.ReadAsync(order.Id)).Version;

        await check.OnPlacedAsync(order.Id, customer, order.Total);

        Assert.Equal(version, (await store.ReadAsync(order.Id)).Version);
        Assert.Equal(100, await ReservedAsync(store, customer));
    }

    [Fact]
    public async Task Four_copies_of_a_message_in_parallel_reserve_once()
    {
        var store = new Store(await database.CreateAsync());
        var customer = await AddAccountAsync(store, 250);
        var order = await PlaceAsync(store, customer);
        var check = new CreditCheck(store);

        await Task.WhenAll(Enumerable.Range(1, 4).Select(_ =>
            check.OnPlacedAsync(order.Id, customer, order.Total)));

        Assert.Equal(OrderStatus.Approved, (await store.ReadAsync(order.Id)).Status);
        Assert.Equal(100, await ReservedAsync(store, customer));
    }

    [Fact]
    public async Task An_order_cancelled_before_the_check_keeps_no_credit()
    {
        var store = new Store(await database.CreateAsync());
        var customer = await AddAccountAsync(store, 150);
        var order = await PlaceAsync(store, customer);
        var check = new CreditCheck(store);
        await store.ChangeAsync(order.Id, o => o.Cancel());
        await check.ReleaseAsync(order.Id, customer);

        await check.OnPlacedAsync(order.Id, customer, order.Total);

        Assert.Equal(OrderStatus.Cancelled, (await store.ReadAsync(order.Id)).Status);
        Assert.Equal(0, await ReservedAsync(store, customer));
    }

    [Fact]
    public async Task A_paid_order_leaves_the_account_even_if_its_messages_come_again()
    {
        var open = await database.CreateAsync();
        var store = new Store(open);
        var customer = await AddAccountAsync(store, 150);
        var check = new CreditCheck(store);

        // More orders than the credit would ever cover at the same time.
        for (var i = 0; i < 5; i++)
        {
            var order = await PlaceAsync(store, customer);
            await check.OnPlacedAsync(order.Id, customer, order.Total);
            await store.ChangeAsync(order.Id, o => o.MarkPaid());
            await check.ReleaseAsync(order.Id, customer);
            await check.OnPlacedAsync(order.Id, customer, order.Total);
            Assert.Equal(OrderStatus.Paid, (await store.ReadAsync(order.Id)).Status);
        }

        await using var context = open();
        Assert.Empty((await context.CreditAccounts.SingleAsync()).Reservations);
    }

    private static async Task<CustomerId> AddAccountAsync(Store store, decimal limit)
    {
        var account = CreditAccount.Agree(CustomerId.New(), Money.Of(limit, Currency.Eur));
        await store.AddAsync(account);
        return account.Customer;
    }

    /// <summary>A placed order of 100 euros.</summary>
    private static async Task<Order> PlaceAsync(Store store, CustomerId customer)
    {
        var order = Order.Start(OrderId.New(), customer, Money.Of(1_000, Currency.Eur));
        order.AddLine(Sku.Of("AB-0001"), Money.Of(50, Currency.Eur), Quantity.Of(2));
        order.Place();
        await store.AddAsync(order);
        return order;
    }

    private static async Task<decimal> ReservedAsync(Store store, CustomerId customer)
    {
        var reserved = 0m;
        await store.ChangeAsync(customer, account => reserved = account.Reserved.Amount);
        return reserved;
    }

    /// <summary>Every type of this model that a value of the type can lead to.</summary>
    private static HashSet<Type> Held(Type type, HashSet<Type> seen)
    {
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var direct = type.GetFields(all).SelectMany(field => Parts(field.FieldType))
            .Where(part => part.Assembly == typeof(Aggregate).Assembly);
        foreach (var part in direct.Where(seen.Add))
            Held(part, seen);
        return seen;
    }

    private static IEnumerable<Type> Parts(Type type) =>
        [type, .. type.GetGenericArguments().SelectMany(Parts)];
}
