using FastEndpoints;
using FluentValidation;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

public sealed class ChangeAddress(IParcels parcels) : Endpoint<ChangeAddress.Request>
{
    #region request
    public sealed record Request(Address? Address)
    {
        [FromClaim(Callers.Customer)]
        public string Customer { get; init; } = "";

        [RouteParam]
        public Guid Id { get; init; }
    }
    #endregion

    public sealed class Rules : Validator<Request>
    {
        public Rules() =>
            RuleFor(change => change.Address!).NotNull().SetValidator(new AddressRules());
    }

    public override void Configure() => Put("/parcels/{id:guid}/address");

    public override async Task HandleAsync(Request request, CancellationToken cancellation)
    {
        var outcome = await parcels.ChangeAddressAsync(
            request.Customer, request.Id, request.Address!, cancellation);
        await Send.ResultAsync(outcome.Answer());
    }
}
