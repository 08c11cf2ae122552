namespace Parcels.Api.Contracts;

public sealed record ParcelSummary(Guid Id, string TrackingNumber, ParcelStatus Status)
{
    public static ParcelSummary From(Parcel parcel) =>
        new(parcel.Id, parcel.TrackingNumber, parcel.Status);
}
