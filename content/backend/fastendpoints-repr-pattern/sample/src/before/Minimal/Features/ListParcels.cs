using System.Security.Claims;
using FluentValidation;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

public static class ListParcels
{
    // A ParcelStatus would bind "Booked" and refuse the "booked" that this API writes.
    public sealed record Request(string? Status, int Take = 20);

    public sealed record Item(Guid Id, string TrackingNumber, ParcelStatus Status);

    public sealed class Rules : AbstractValidator<Request>
    {
        public Rules()
        {
            RuleFor(query => query.Status).IsEnumName(typeof(ParcelStatus), caseSensitive: false);
            RuleFor(query => query.Take).InclusiveBetween(1, 100);
        }
    }

    public static void MapListParcels(this IEndpointRouteBuilder parcels) =>
        parcels.MapGet("", Handle).Validate<Request>();

    private static async Task<IEnumerable<Item>> Handle([AsParameters] Request request,
        ClaimsPrincipal caller, IParcels parcels, CancellationToken cancellation)
    {
        ParcelStatus? status = request.Status is null
            ? null
            : Enum.Parse<ParcelStatus>(request.Status, ignoreCase: true);
        var found = await parcels.ListAsync(
            caller.Customer(), status, request.Take, cancellation);
        return found.Select(parcel => new Item(parcel.Id, parcel.TrackingNumber, parcel.Status));
    }
}
