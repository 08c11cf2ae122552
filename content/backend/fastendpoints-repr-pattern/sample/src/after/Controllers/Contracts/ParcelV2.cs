namespace Parcels.Api.Contracts;

public sealed record ParcelV2(
    Guid Id, string TrackingNumber, string Recipient, Address Address, ParcelStatus Status,
    string? PickupPoint)
{
    public static ParcelV2 From(Parcel parcel) => new(
        parcel.Id, parcel.TrackingNumber, parcel.Recipient, parcel.Address,
        parcel.Status, parcel.PickupPoint);
}
