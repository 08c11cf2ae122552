using FastEndpoints;
using FluentValidation;

namespace Parcels.Api.Features;

public sealed class ListParcels(IParcels parcels)
    : Endpoint<ListParcels.Request, IEnumerable<ListParcels.Item>>
{
    public sealed record Request
    {
        [FromClaim(Callers.Customer)]
        public string Customer { get; init; } = "";

        [QueryParam]
        public ParcelStatus? Status { get; init; }

        [QueryParam]
        public int Take { get; init; } = 20;
    }

    public sealed record Item(Guid Id, string TrackingNumber, ParcelStatus Status);

    public sealed class Rules : Validator<Request>
    {
        public Rules() => RuleFor(query => query.Take).InclusiveBetween(1, 100);
    }

    public override void Configure() => Get("/parcels");

    public override async Task HandleAsync(Request request, CancellationToken cancellation)
    {
        var found = await parcels.ListAsync(
            request.Customer, request.Status, request.Take, cancellation);
        await Send.OkAsync(found.Select(parcel =>
            new Item(parcel.Id, parcel.TrackingNumber, parcel.Status)), cancellation);
    }
}
