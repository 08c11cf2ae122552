using System.Security.Claims;

namespace Parcels.Api.Features;

public static class GetParcelV2
{
    public sealed record Found(
        Guid Id, string TrackingNumber, string Recipient, Address Address, ParcelStatus Status);

    public static void MapGetParcelV2(this IEndpointRouteBuilder parcels) =>
        parcels.MapGet("/{id:guid}", Handle);

    private static async Task<IResult> Handle(
        Guid id, ClaimsPrincipal caller, IParcels parcels, CancellationToken cancellation) =>
        await parcels.FindAsync(caller.Customer(), id, cancellation) is { } parcel
            ? TypedResults.Ok(new Found(parcel.Id, parcel.TrackingNumber, parcel.Recipient,
                parcel.Address, parcel.Status))
            : TypedResults.NotFound();
}
