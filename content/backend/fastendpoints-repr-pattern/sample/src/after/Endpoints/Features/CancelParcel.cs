using FastEndpoints;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

public sealed class CancelParcel(IParcels parcels) : Endpoint<CancelParcel.Request>
{
    public sealed record Request
    {
        [FromClaim(Callers.Customer)]
        public string Customer { get; init; } = "";

        [RouteParam]
        public Guid Id { get; init; }
    }

    public override void Configure() => Delete("/parcels/{id:guid}");

    public override async Task HandleAsync(Request request, CancellationToken cancellation)
    {
        var outcome = await parcels.CancelAsync(request.Customer, request.Id, cancellation);
        await Send.ResultAsync(outcome.Answer());
    }
}
