using FastEndpoints;

namespace Parcels.Api.Features;

public sealed class GetParcelV2(IParcels parcels)
    : Endpoint<GetParcelV2.Request, GetParcelV2.Found>
{
    public sealed record Request
    {
        [FromClaim(Callers.Customer)]
        public string Customer { get; init; } = "";

        [RouteParam]
        public Guid Id { get; init; }
    }

    public sealed record Found(
        Guid Id, string TrackingNumber, string Recipient, Address Address, ParcelStatus Status);

    #region version
    public override void Configure()
    {
        Get("/parcels/{id:guid}");
        Version(2);
    }
    #endregion

    public override async Task HandleAsync(Request request, CancellationToken cancellation)
    {
        if (await parcels.FindAsync(request.Customer, request.Id, cancellation) is { } parcel)
            await Send.OkAsync(new Found(parcel.Id, parcel.TrackingNumber, parcel.Recipient,
                parcel.Address, parcel.Status), cancellation);
        else
            await Send.ResultAsync(TypedResults.NotFound());
    }
}
