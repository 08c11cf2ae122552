namespace Shipping;

public sealed class Shipment
{
    private Shipment(
        ShipmentId id, CustomerId customer, AddressId address, EmailAddress email,
        Weight weight, decimal fee)
    {
        Id = id;
        Customer = customer;
        Address = address;
        Email = email;
        Weight = weight;
        Fee = fee;
    }

    public ShipmentId Id { get; }

    public CustomerId Customer { get; }

    public AddressId Address { get; }

    public EmailAddress Email { get; }

    public Weight Weight { get; }

    public decimal Fee { get; }

    public static Shipment Book(
        CustomerId customer, AddressId address, EmailAddress email, Weight weight) =>
        new(ShipmentId.New(), customer, address, email, weight, Tariff.FeeFor(weight));
}

public static class Tariff
{
    public static decimal FeeFor(Weight weight) => weight.Grams switch
    {
        <= 1_000 => 4.90m,
        <= 5_000 => 6.90m,
        <= 10_000 => 9.90m,
        _ => 18.90m,
    };
}
