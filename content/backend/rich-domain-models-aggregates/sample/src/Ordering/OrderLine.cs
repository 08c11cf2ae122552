namespace Ordering;

public sealed class OrderLine
{
    private OrderLine() => (Sku, Price, Quantity) = (null!, null!, null!);

    internal OrderLine(Sku sku, Money price, Quantity quantity) =>
        (Sku, Price, Quantity) = (sku, price, quantity);

    public Sku Sku { get; private init; }

    public Money Price { get; private init; }

    public Quantity Quantity { get; private set; }

    public Money Sum => Price * Quantity;

    internal void Change(Quantity to) => Quantity = to;
}
