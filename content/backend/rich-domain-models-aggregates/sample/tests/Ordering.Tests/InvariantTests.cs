using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Offprint.Servers;

namespace Ordering.Tests;

/// <summary>Random lists of requests, most of them with some that must be rejected.</summary>
public sealed class InvariantTests
{
    private const int Runs = 2_000;

    private static readonly Money Limit = Money.Of(1_000m, Currency.Eur);

    [Fact]
    public void Whatever_is_asked_the_invariants_hold_and_a_refusal_changes_nothing()
    {
        var accepted = new ConcurrentDictionary<string, int>();
        var refused = new ConcurrentDictionary<Rule, int>();
        var askedOfDrafts = 0;

        #region property
        Prop.ForAll(Requests.Lists, list =>
        {
            var order = Order.Start(OrderId.New(), CustomerId.New(), Limit);
            foreach (var command in list)
            {
                askedOfDrafts += order.Status == OrderStatus.Draft ? 1 : 0;
                var before = Describe(order);
                try
                {
                    command.ApplyTo(order);
                    accepted.AddOrUpdate(command.GetType().Name, 1, (_, n) => n + 1);
                }
                catch (BrokenRuleException refusal)
                {
                    refused.AddOrUpdate(refusal.Rule, 1, (_, n) => n + 1);
                    Assert.Equal(before, Describe(order));
                }
                AssertInvariants(order);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
        #endregion

        // A property that never sees a placed order, or never a refusal, proves little.
        Assert.Equal(8, accepted.Count);
        Assert.Equal(
            Enum.GetValues<Rule>().Except([Rule.IdentityIsGiven]).Order(),
            refused.Keys.Order());
        var asked = accepted.Values.Sum() + refused.Values.Sum();
        Assert.True(askedOfDrafts > asked / 2, "most requests meet an order that can change");
        Results.Write("invariants.json", new
        {
            Runs,
            Asked = asked,
            AskedOfDrafts = askedOfDrafts,
            Accepted = accepted.Values.Sum(),
            Refused = refused.Values.Sum(),
            Rules = refused.Count,
        });
    }

    [Fact]
    public void The_events_tell_the_whole_story()
    {
        Prop.ForAll(Requests.Lists, list =>
        {
            var order = Order.Start(OrderId.New(), CustomerId.New(), Limit);
            foreach (var command in list)
                Try(() => command.ApplyTo(order));

            Assert.Equal(order.Version, order.Events.Count);
            Assert.Equal(
                order.Lines.ToDictionary(line => line.Sku, line => line.Quantity),
                QuantitiesAsTold(order.Events));
            Assert.Equal(order.Status, StatusAsTold(order.Events));
        }).Check(Config.QuickThrowOnFailure);
    }

    internal static void AssertInvariants(Order order)
    {
        Assert.True(order.Total <= order.Limit, "the total is within the limit");
        Assert.True(order.Lines.Count <= Order.MostLines, "the lines fit");
        Assert.Equal(order.Lines.Count, order.Lines.DistinctBy(line => line.Sku).Count());
        Assert.All(order.Lines, line => Assert.Equal(Currency.Eur, line.Price.Currency));
        Assert.All(order.Lines, line => Assert.InRange(line.Quantity.Value, 1, 999));
        if (order.Status is not (OrderStatus.Draft or OrderStatus.Cancelled))
            Assert.NotEmpty(order.Lines);
        Assert.Equal(
            order.Lines.Sum(line => line.Price.Amount * line.Quantity.Value),
            order.Total.Amount);
    }

    /// <summary>All that can be seen of an order, as text.</summary>
    internal static string Describe(Order order) =>
        $"{order.Id} {order.Customer} {Text(order.Limit)} {order.Status} {order.Version} "
        + $"{order.Events.Count}: " + string.Join(' ', order.Lines
            .OrderBy(line => line.Sku.Code)
            .Select(line => $"{line.Sku.Code} {Text(line.Price)} {line.Quantity.Value}"));

    private static string Text(Money money) => $"{money.Amount:0.000} {money.Currency.Code}";

    internal static void Try(Action request)
    {
        try
        {
            request();
        }
        catch (BrokenRuleException)
        {
            // The model rejected it, as it should.
        }
    }

    private static Dictionary<Sku, Quantity> QuantitiesAsTold(IEnumerable<DomainEvent> events)
    {
        var told = new Dictionary<Sku, Quantity>();
        foreach (var happened in events)
            switch (happened)
            {
                case LineAdded e: told.Add(e.Sku, e.Quantity); break;
                case QuantityChanged e: told[e.Sku] = e.To; break;
                case LineRemoved e: Assert.True(told.Remove(e.Sku)); break;
            }
        return told;
    }

    private static OrderStatus StatusAsTold(IEnumerable<DomainEvent> events) =>
        events.Aggregate(OrderStatus.Draft, (status, happened) => happened switch
        {
            OrderPlaced => OrderStatus.Placed,
            OrderApproved => OrderStatus.Approved,
            OrderRejected => OrderStatus.Rejected,
            OrderCancelled => OrderStatus.Cancelled,
            OrderPaid => OrderStatus.Paid,
            _ => status,
        });
}
