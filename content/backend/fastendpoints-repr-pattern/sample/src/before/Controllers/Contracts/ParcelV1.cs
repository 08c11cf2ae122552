namespace Parcels.Api.Contracts;

public sealed record ParcelV1(
    Guid Id, string TrackingNumber, string Recipient, string Address, ParcelStatus Status)
{
    public static ParcelV1 From(Parcel parcel) => new(
        parcel.Id, parcel.TrackingNumber, parcel.Recipient, parcel.Address.ToString(),
        parcel.Status);
}
