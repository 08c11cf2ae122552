using FsCheck;
using FsCheck.Fluent;

namespace Ordering.Tests;

/// <summary>A request, valid or not, with plain values as they arrive over HTTP.</summary>
public abstract record Command
{
    public sealed record Add(string Sku, decimal Price, string Currency, int Quantity) : Command;
    public sealed record Change(string Sku, int Quantity) : Command;
    public sealed record Remove(string Sku) : Command;
    public sealed record Place : Command;
    public sealed record Approve : Command;
    public sealed record Reject : Command;
    public sealed record Cancel : Command;
    public sealed record Pay : Command;

    public void ApplyTo(Order order)
    {
        switch (this)
        {
            case Add add:
                order.AddLine(
                    Ordering.Sku.Of(add.Sku),
                    Money.Of(add.Price, Ordering.Currency.From(add.Currency)),
                    Ordering.Quantity.Of(add.Quantity));
                break;
            case Change change:
                order.ChangeQuantity(
                    Ordering.Sku.Of(change.Sku), Ordering.Quantity.Of(change.Quantity));
                break;
            case Remove remove: order.RemoveLine(Ordering.Sku.Of(remove.Sku)); break;
            case Place: order.Place(); break;
            case Approve: order.Approve(); break;
            case Reject: order.Reject(); break;
            case Cancel: order.Cancel(); break;
            case Pay: order.MarkPaid(); break;
        }
    }
}

internal static class Requests
{
    private static readonly string[] Skus = [.. Enumerable.Range(1, 6).Select(SkuOf), "ab-1"];

    public static string SkuOf(int number) => $"AB-{number:0000}";

    private static readonly Gen<Command> Edit = Gen.Frequency(
        (9, from sku in Gen.Elements(Skus)
            from price in Gen.Frequency(
                (9, Gen.Elements(0m, 0.01m, 9.99m, 12.50m, 400m)),
                (1, Gen.Elements(0.005m, -1m)))
            from currency in Gen.Frequency(
                (9, Gen.Constant("EUR")), (1, Gen.Elements("JPY", "XXX")))
            from quantity in AnyQuantity
            select (Command)new Command.Add(sku, price, currency, quantity)),
        (6, from sku in Gen.Elements(Skus)
            from quantity in AnyQuantity
            select (Command)new Command.Change(sku, quantity)),
        (3, from sku in Gen.Elements(Skus) select (Command)new Command.Remove(sku)));

    private static readonly Gen<Command> Step = Gen.Elements<Command>(
        new Command.Place(), new Command.Approve(), new Command.Reject(),
        new Command.Cancel(), new Command.Pay());

    private static Gen<int> AnyQuantity => Gen.Frequency(
        (5, Gen.Choose(1, 12)), (1, Gen.Elements(-1, 0, 99, 999, 1000)));

    // One list in ten begins with a full order, which random requests hardly reach.
    private static readonly Command[] FullOrder =
    [
        .. Enumerable.Range(100, Order.MostLines)
            .Select(number => new Command.Add(SkuOf(number), 1m, "EUR", 1)),
    ];

    // Edits while the order is a draft, then a way out of that status, then anything.
    private static readonly Gen<Command[]> Life =
        from edits in Edit.ListOf()
        from exit in Gen.Elements<Command[]>(
            [], [new Command.Cancel()], [new Command.Place()],
            [new Command.Place(), new Command.Approve()],
            [new Command.Place(), new Command.Approve(), new Command.Pay()])
        from after in Gen.OneOf(Edit, Step).ListOf(3)
        select (Command[])[.. edits, .. exit, .. after];

    public static Arbitrary<Command[]> Lists { get; } = Arb.From(
        Gen.Frequency((9, Life), (1, Life.Select(life => (Command[])[.. FullOrder, .. life]))),
        Shorter);

    /// <summary>Halves first, then the list without one of its requests.</summary>
    private static IEnumerable<Command[]> Shorter(Command[] list)
    {
        if (list.Length > 3)
        {
            yield return list[..(list.Length / 2)];
            yield return list[(list.Length / 2)..];
        }
        for (var i = 0; i < list.Length; i++)
            yield return [.. list[..i], .. list[(i + 1)..]];
    }
}
