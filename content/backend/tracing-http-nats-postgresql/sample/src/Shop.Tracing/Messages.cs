namespace Shop.Tracing;

public static class Subjects
{
    public const string Reserve = "stock.reserve", Recount = "stock.recount", Placed = "orders.placed";
}

public sealed record Reserve(Guid OrderId, string Product, int Quantity);

/// <param name="Error">Why the worker could not say yes or no.</param>
public sealed record Reservation(bool Reserved, string? Error = null);

public sealed record Placed(Guid OrderId);

/// <param name="Seconds">How long the count takes, with the row locked.</param>
public sealed record Recount(string Product, double Seconds);

public sealed record Order(Guid Id, string Product, int Quantity, string Status);
