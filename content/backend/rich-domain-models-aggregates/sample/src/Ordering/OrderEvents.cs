namespace Ordering;

public sealed record OrderStarted(OrderId Order, CustomerId Customer) : DomainEvent;
public sealed record LineAdded(OrderId Order, Sku Sku, Quantity Quantity) : DomainEvent;
public sealed record QuantityChanged(OrderId Order, Sku Sku, Quantity To) : DomainEvent;
public sealed record LineRemoved(OrderId Order, Sku Sku) : DomainEvent;
public sealed record OrderPlaced(OrderId Order, CustomerId Customer, Money Total)
    : DomainEvent;
public sealed record OrderApproved(OrderId Order) : DomainEvent;
public sealed record OrderRejected(OrderId Order) : DomainEvent;
public sealed record OrderPaid(OrderId Order, CustomerId Customer) : DomainEvent;
public sealed record OrderCancelled(OrderId Order, CustomerId Customer) : DomainEvent;

public sealed record CreditAgreed(CustomerId Customer, Money Limit) : DomainEvent;
public sealed record CreditReserved(CustomerId Customer, OrderId Order, Money Amount)
    : DomainEvent;
public sealed record CreditReleased(CustomerId Customer, OrderId Order) : DomainEvent;
