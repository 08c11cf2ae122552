using FastEndpoints;
using FluentValidation;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

#region redirect
public sealed class RedirectParcel(IParcels parcels) : Endpoint<RedirectParcel.Request>
{
    public sealed record Request(string? PickupPoint)
    {
        [FromClaim(Callers.Customer)]
        public string Customer { get; init; } = "";

        [RouteParam]
        public Guid Id { get; init; }
    }

    public sealed class Rules : Validator<Request>
    {
        public Rules() =>
            RuleFor(redirect => redirect.PickupPoint).NotEmpty().Matches("^[A-Z]{2}-[0-9]{4}$");
    }

    public override void Configure() => Put("/parcels/{id:guid}/pickup-point");

    public override async Task HandleAsync(Request request, CancellationToken cancellation)
    {
        var outcome = await parcels.RedirectAsync(
            request.Customer, request.Id, request.PickupPoint!, cancellation);
        await Send.ResultAsync(outcome.Answer());
    }
}
#endregion
