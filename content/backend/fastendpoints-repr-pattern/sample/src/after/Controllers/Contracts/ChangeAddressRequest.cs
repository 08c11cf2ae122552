namespace Parcels.Api.Contracts;

public sealed record ChangeAddressRequest(Address? Address);
