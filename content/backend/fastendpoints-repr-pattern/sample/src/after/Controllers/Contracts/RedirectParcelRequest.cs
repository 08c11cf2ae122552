namespace Parcels.Api.Contracts;

public sealed record RedirectParcelRequest(string? PickupPoint);
