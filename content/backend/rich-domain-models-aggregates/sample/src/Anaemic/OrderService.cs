namespace Anaemic;

/// <summary>The first service. Its author knew about the limit.</summary>
public class OrderService
{
    #region anaemic-add
    public void AddLine(Order order, string sku, decimal price, int quantity)
    {
        if (order.Status != "Draft")
            throw new InvalidOperationException("the order is not a draft");
        if (order.Lines.Any(line => line.Sku == sku))
            throw new InvalidOperationException("the item is on the order already");
        if (order.Total + price * quantity > order.Limit)
            throw new InvalidOperationException("the order is above its limit");
        order.Lines.Add(new OrderLine { Sku = sku, Price = price, Quantity = quantity });
        order.Total += price * quantity;
    }
    #endregion

    public void Place(Order order)
    {
        if (order.Status != "Draft" || order.Lines.Count == 0)
            throw new InvalidOperationException("the order cannot be placed");
        order.Status = "Placed";
    }
}

/// <summary>The second one, written a year later for the basket page.</summary>
public class BasketService
{
    #region anaemic-change
    public void ChangeQuantity(Order order, string sku, int quantity)
    {
        if (order.Status != "Draft")
            throw new InvalidOperationException("the order is not a draft");
        var line = order.Lines.Single(line => line.Sku == sku);
        line.Quantity = quantity;
    }
    #endregion

    public void RemoveLine(Order order, string sku)
    {
        if (order.Status != "Draft")
            throw new InvalidOperationException("the order is not a draft");
        var line = order.Lines.Single(line => line.Sku == sku);
        order.Lines.Remove(line);
        order.Total -= line.Price * line.Quantity;
    }
}
