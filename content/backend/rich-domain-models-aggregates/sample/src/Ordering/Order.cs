namespace Ordering;

public enum OrderStatus { Draft, Placed, Approved, Rejected, Cancelled, Paid }

/// <summary>
/// An order and its lines. Whatever is requested, in any sequence: one line per item, at
/// most <see cref="MostLines"/> lines, all in the currency of the limit, together within the
/// limit. Lines are fixed once the order is placed, and an empty order can't be placed.
/// </summary>
public sealed class Order : Aggregate
{
    public const int MostLines = 50;

    private readonly List<OrderLine> lines = [];

    private Order() => Limit = null!;

    private Order(OrderId id, CustomerId customer, Money limit) =>
        (Id, Customer, Limit) = (id, customer, limit);

    public OrderId Id { get; private init; }

    /// <summary>Another aggregate, referenced by ID only.</summary>
    public CustomerId Customer { get; private init; }

    public Money Limit { get; private init; }

    public OrderStatus Status { get; private set; } = OrderStatus.Draft;

    #region reading
    public IReadOnlyList<OrderLine> Lines => lines.AsReadOnly();

    public Money Total => Sum(lines);

    private Money Sum(IEnumerable<OrderLine> all) =>
        all.Aggregate(Money.Zero(Limit.Currency), (sum, line) => sum + line.Sum);
    #endregion

    public static Order Start(OrderId id, CustomerId customer, Money limit)
    {
        BrokenRuleException.Unless(id != default && customer != default,
            Rule.IdentityIsGiven, "an order has an identity and a customer");
        var order = new Order(id, customer, limit);
        order.Record(new OrderStarted(id, customer));
        return order;
    }

    #region add-line
    public void AddLine(Sku sku, Money price, Quantity quantity)
    {
        RequireDraft();
        BrokenRuleException.Unless(lines.All(line => line.Sku != sku),
            Rule.OneLinePerSku, $"{sku.Code} is on the order; change its quantity");
        BrokenRuleException.Unless(lines.Count < MostLines,
            Rule.LinesFit, $"an order has at most {MostLines} lines");
        RequireWithinLimit(Total + price * quantity);

        lines.Add(new OrderLine(sku, price, quantity));
        Record(new LineAdded(Id, sku, quantity));
    }
    #endregion

    #region change-quantity
    public void ChangeQuantity(Sku sku, Quantity to)
    {
        RequireDraft();
        var line = Find(sku);
        if (line.Quantity == to)
            return;
        RequireWithinLimit(Sum(lines.Where(other => other != line)) + line.Price * to);

        line.Change(to);
        Record(new QuantityChanged(Id, sku, to));
    }
    #endregion

    public void RemoveLine(Sku sku)
    {
        RequireDraft();
        lines.Remove(Find(sku));
        Record(new LineRemoved(Id, sku));
    }

    #region place
    public void Place()
    {
        RequireDraft();
        BrokenRuleException.Unless(lines.Count > 0,
            Rule.NotEmpty, "the order has no lines");

        Status = OrderStatus.Placed;
        Record(new OrderPlaced(Id, Customer, Total));
    }
    #endregion

    public void Approve() =>
        Move(OrderStatus.Approved, new OrderApproved(Id), OrderStatus.Placed);

    public void Reject() =>
        Move(OrderStatus.Rejected, new OrderRejected(Id), OrderStatus.Placed);

    public void MarkPaid() =>
        Move(OrderStatus.Paid, new OrderPaid(Id, Customer), OrderStatus.Approved);

    public void Cancel() =>
        Move(OrderStatus.Cancelled, new OrderCancelled(Id, Customer),
            OrderStatus.Draft, OrderStatus.Placed, OrderStatus.Approved);

    private void Move(OrderStatus to, DomainEvent happened, params OrderStatus[] from)
    {
        BrokenRuleException.Unless(from.Contains(Status),
            Rule.StatusFollows, $"{Status} is not followed by {to}");
        Status = to;
        Record(happened);
    }

    private OrderLine Find(Sku sku) => lines.Find(line => line.Sku == sku)
        ?? throw new BrokenRuleException(Rule.LineExists, $"{sku.Code} is not on the order");

    private void RequireDraft() => BrokenRuleException.Unless(Status == OrderStatus.Draft,
        Rule.OnlyDraftsChange, $"the order is {Status}");

    private void RequireWithinLimit(Money total) => BrokenRuleException.Unless(total <= Limit,
        Rule.WithinLimit, $"{total.Amount} is above the limit of {Limit.Amount}");
}
