using Shop.Events;

namespace Shop.Stocks;

public sealed record StockRanLow(string Sku, int Available) : IDomainEvent;

public sealed class OutOfStockException(string sku) : Exception($"There is not enough of {sku}.");

public sealed class Stock : Aggregate
{
    private Stock() { }

    public Stock(string sku, int available, int reorderBelow = 0) =>
        (Sku, Available, ReorderBelow) = (sku, available, reorderBelow);

    public string Sku { get; private init; } = "";
    public int Available { get; private set; }
    public int ReorderBelow { get; private init; }

    #region reserve
    public void Reserve(int quantity)
    {
        if (quantity > Available)
            throw new OutOfStockException(Sku);
        var wasEnough = Available >= ReorderBelow;
        Available -= quantity;
        if (wasEnough && Available < ReorderBelow)
            Raise(new StockRanLow(Sku, Available));
    }
    #endregion
}
