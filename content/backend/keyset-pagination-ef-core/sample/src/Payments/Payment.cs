namespace Payments;

public sealed class Payment
{
    public long Id { get; private init; }

    public required int AccountId { get; init; }

    /// <summary>UTC. An import gives all its payments the same time.</summary>
    public required DateTime CreatedAt { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>Null until the bank has confirmed the payment.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>
    /// Computed by the database: <see cref="SettledAt"/>, or infinity (read as
    /// <see cref="DateTime.MaxValue"/>) while it is null. It exists to be sorted by.
    /// </summary>
    public DateTime SettledOrder { get; private set; }
}
