using FluentValidation;

namespace Parcels;

public enum ParcelStatus
{
    Booked,
    OutForDelivery,
    Cancelled,
}

public sealed record Address(string Street, string City, string PostalCode)
{
    public override string ToString() => $"{Street}, {PostalCode} {City}";
}

public sealed class AddressRules : AbstractValidator<Address>
{
    public AddressRules()
    {
        RuleFor(address => address.Street).NotEmpty().MaximumLength(100);
        RuleFor(address => address.City).NotEmpty().MaximumLength(100);
        RuleFor(address => address.PostalCode).NotEmpty().Matches("^[0-9]{5}$");
    }
}

public sealed record NewParcel(
    string Customer, string Recipient, Address Address, int WeightGrams, string TrackingNumber);

public sealed record Parcel(
    Guid Id, string TrackingNumber, string Recipient, Address Address, int WeightGrams,
    ParcelStatus Status, string? PickupPoint);

/// <summary>How a change to a parcel ended.</summary>
public enum Outcome
{
    Done,
    NotFound,
    TooLate,
}
