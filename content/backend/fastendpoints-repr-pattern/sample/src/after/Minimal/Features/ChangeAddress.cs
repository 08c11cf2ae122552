using System.Security.Claims;
using FluentValidation;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

public static class ChangeAddress
{
    public sealed record Request(Address? Address);

    public sealed class Rules : AbstractValidator<Request>
    {
        public Rules() =>
            RuleFor(change => change.Address!).NotNull().SetValidator(new AddressRules());
    }

    public static void MapChangeAddress(this IEndpointRouteBuilder parcels) =>
        parcels.MapPut("/{id:guid}/address", Handle).Validate<Request>();

    private static async Task<IResult> Handle(Guid id, Request request, ClaimsPrincipal caller,
        IParcels parcels, CancellationToken cancellation)
    {
        var outcome = await parcels.ChangeAddressAsync(
            caller.Customer(), id, request.Address!, cancellation);
        return outcome.Answer();
    }
}
