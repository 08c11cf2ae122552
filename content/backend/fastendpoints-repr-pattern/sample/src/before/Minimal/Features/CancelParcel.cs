using System.Security.Claims;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

public static class CancelParcel
{
    public static void MapCancelParcel(this IEndpointRouteBuilder parcels) =>
        parcels.MapDelete("/{id:guid}", Handle);

    private static async Task<IResult> Handle(
        Guid id, ClaimsPrincipal caller, IParcels parcels, CancellationToken cancellation)
    {
        var outcome = await parcels.CancelAsync(caller.Customer(), id, cancellation);
        return outcome.Answer();
    }
}
