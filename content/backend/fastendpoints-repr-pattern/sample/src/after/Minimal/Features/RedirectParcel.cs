using System.Security.Claims;
using FluentValidation;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

public static class RedirectParcel
{
    public sealed record Request(string? PickupPoint);

    public sealed class Rules : AbstractValidator<Request>
    {
        public Rules() =>
            RuleFor(redirect => redirect.PickupPoint).NotEmpty().Matches("^[A-Z]{2}-[0-9]{4}$");
    }

    public static void MapRedirectParcel(this IEndpointRouteBuilder parcels) =>
        parcels.MapPut("/{id:guid}/pickup-point", Handle).Validate<Request>();

    private static async Task<IResult> Handle(Guid id, Request request, ClaimsPrincipal caller,
        IParcels parcels, CancellationToken cancellation)
    {
        var outcome = await parcels.RedirectAsync(
            caller.Customer(), id, request.PickupPoint!, cancellation);
        return outcome.Answer();
    }
}
