using FastEndpoints;

namespace Parcels.Api.Features;

public sealed class GetParcel(IParcels parcels) : Endpoint<GetParcel.Request, GetParcel.Found>
{
    public sealed record Request
    {
        [FromClaim(Callers.Customer)]
        public string Customer { get; init; } = "";

        [RouteParam]
        public Guid Id { get; init; }
    }

    public sealed record Found(
        Guid Id, string TrackingNumber, string Recipient, string Address, ParcelStatus Status);

    public override void Configure()
    {
        Get("/parcels/{id:guid}");
        Version(1, deprecateAt: 2);
    }

    public override async Task HandleAsync(Request request, CancellationToken cancellation)
    {
        if (await parcels.FindAsync(request.Customer, request.Id, cancellation) is { } parcel)
            await Send.OkAsync(new Found(parcel.Id, parcel.TrackingNumber, parcel.Recipient,
                parcel.Address.ToString(), parcel.Status), cancellation);
        else
            await Send.ResultAsync(TypedResults.NotFound());
    }
}
