using System.Security.Claims;

namespace Parcels.Api.Features;

public static class GetParcel
{
    public sealed record Found(
        Guid Id, string TrackingNumber, string Recipient, string Address, ParcelStatus Status);

    public static void MapGetParcel(this IEndpointRouteBuilder parcels) =>
        parcels.MapGet("/{id:guid}", Handle);

    private static async Task<IResult> Handle(
        Guid id, ClaimsPrincipal caller, IParcels parcels, CancellationToken cancellation) =>
        await parcels.FindAsync(caller.Customer(), id, cancellation) is { } parcel
            ? TypedResults.Ok(new Found(parcel.Id, parcel.TrackingNumber, parcel.Recipient,
                parcel.Address.ToString(), parcel.Status))
            : TypedResults.NotFound();
}
