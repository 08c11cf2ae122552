namespace Ordering;

/// <summary>What a customer may owe over all open orders, which it knows by ID only.</summary>
public sealed class CreditAccount : Aggregate
{
    private readonly List<Reservation> reservations = [];

    private CreditAccount() => Limit = null!;

    public CustomerId Customer { get; private init; }

    public Money Limit { get; private init; }

    public Money Reserved =>
        reservations.Aggregate(Money.Zero(Limit.Currency), (sum, one) => sum + one.Amount);

    public IReadOnlyList<Reservation> Reservations => reservations.AsReadOnly();

    public static CreditAccount Agree(CustomerId customer, Money limit)
    {
        var account = new CreditAccount { Customer = customer, Limit = limit };
        account.Record(new CreditAgreed(customer, limit));
        return account;
    }

    #region reserve
    public bool TryReserve(OrderId order, Money amount)
    {
        if (reservations.Exists(one => one.Order == order))
            return true;
        if (!(Reserved + amount <= Limit))
            return false;

        reservations.Add(new Reservation(order, amount));
        Record(new CreditReserved(Customer, order, amount));
        return true;
    }

    /// <summary>The order is paid, rejected or cancelled: it uses no credit any more.</summary>
    public void Release(OrderId order)
    {
        if (reservations.RemoveAll(one => one.Order == order) > 0)
            Record(new CreditReleased(Customer, order));
    }
    #endregion
}

public sealed class Reservation
{
    private Reservation() => Amount = null!;

    internal Reservation(OrderId order, Money amount) => (Order, Amount) = (order, amount);

    public OrderId Order { get; private init; }

    public Money Amount { get; private init; }
}
