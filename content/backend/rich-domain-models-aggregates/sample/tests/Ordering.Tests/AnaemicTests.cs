using Anaemic;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Offprint.Servers;
using AnaemicOrder = Anaemic.Order;
using FsRunner = FsCheck.IRunner;

namespace Ordering.Tests;

/// <summary>The same requests, the same invariants, and services that guard them.</summary>
public sealed class AnaemicTests
{
    private readonly OrderService orders = new();
    private readonly BasketService baskets = new();

    [Fact]
    public void Two_services_that_each_look_right_leave_an_order_above_its_limit()
    {
        #region anaemic-broken
        var order = new AnaemicOrder { Limit = 1_000 };
        orders.AddLine(order, "AB-0001", 400, 2);
        baskets.ChangeQuantity(order, "AB-0001", 99);

        Assert.Equal(800, order.Total);
        Assert.Equal(39_600, order.Lines.Sum(line => line.Price * line.Quantity));
        #endregion
    }

    [Fact]
    public void A_random_list_of_requests_finds_it_and_shrinks_to_two()
    {
        var search = new Search();
        var property = Prop.ForAll(Requests.Lists, list =>
        {
            var order = new AnaemicOrder { Limit = 1_000 };
            foreach (var command in list)
                Try(() => Apply(command, order));
            return order.Lines.Sum(line => line.Price * line.Quantity) == order.Total;
        });
        // A fixed seed: the article quotes what this very search found.
        property.Check(Config.Quick.WithMaxTest(2_000)
            .WithReplay(20261115, 9).WithRunner(search));

        Assert.NotNull(search.Shrunk);
        #region counterexample
        Assert.Equal(
            [
                new Command.Add("AB-0001", 12.50m, "EUR", 4),
                new Command.Change("AB-0001", 10),
            ],
            search.Shrunk);
        #endregion
        Results.Write("anaemic.json", new
        {
            search.Runs,
            First = search.First!.Length,
        });
    }

    private void Apply(Command command, AnaemicOrder order)
    {
        switch (command)
        {
            case Command.Add add when IsRequest(add.Quantity) && add.Price >= 0:
                orders.AddLine(order, add.Sku, add.Price, add.Quantity);
                break;
            case Command.Change change when IsRequest(change.Quantity):
                baskets.ChangeQuantity(order, change.Sku, change.Quantity);
                break;
            case Command.Remove remove: baskets.RemoveLine(order, remove.Sku); break;
            case Command.Place: orders.Place(order); break;
        }
    }

    /// <summary>What a validated request model would let through.</summary>
    private static bool IsRequest(int quantity) => quantity is >= 1 and <= 999;

    private static void Try(Action request)
    {
        try
        {
            request();
        }
        catch (InvalidOperationException)
        {
            // The service rejected it.
        }
    }

    private sealed class Search : FsRunner
    {
        public int Runs { get; private set; }
        public Command[]? First { get; private set; }
        public Command[]? Shrunk { get; private set; }

        public void OnStartFixture(Type fixture) { }

        public void OnArguments(int run, FSharpList<object> args,
            FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> show)
        {
            Runs = run + 1;
            First = (Command[])args.Head;
        }

        public void OnShrink(FSharpList<object> args,
            FSharpFunc<FSharpList<object>, string> show) => Shrunk = (Command[])args.Head;

        public void OnFinished(string name, TestResult result) { }
    }
}
