namespace Anaemic;

#region anaemic-order
public class Order
{
    public Guid Id { get; set; }
    public decimal Limit { get; set; }
    public string Status { get; set; } = "Draft";
    public decimal Total { get; set; }
    public List<OrderLine> Lines { get; set; } = [];
}
#endregion

public class OrderLine
{
    public string Sku { get; set; } = "";
    public decimal Price { get; set; }
    public int Quantity { get; set; }
}
