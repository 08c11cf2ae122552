namespace Parcels.Api.Contracts;

public sealed record BookedParcel(Guid Id, string TrackingNumber);
