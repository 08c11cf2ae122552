using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Parcels.Api.Plumbing;

namespace Parcels.Api.Features;

#region book
public static class BookParcel
{
    public sealed record Request(string? Recipient, Address? Address, int WeightGrams);

    public sealed record Booked(Guid Id, string TrackingNumber);

    public sealed class Rules : AbstractValidator<Request>
    {
        public Rules()
        {
            RuleFor(parcel => parcel.Recipient).NotEmpty().MaximumLength(100);
            RuleFor(parcel => parcel.Address!).NotNull().SetValidator(new AddressRules());
            RuleFor(parcel => parcel.WeightGrams).InclusiveBetween(1, 30_000);
        }
    }

    public static void MapBookParcel(this IEndpointRouteBuilder parcels) =>
        parcels.MapPost("", Handle).Validate<Request>();

    public static async Task<Created<Booked>> Handle(Request request, ClaimsPrincipal caller,
        IParcels parcels, TrackingNumbers numbers, CancellationToken cancellation)
    {
        var number = numbers.Next();
        var id = await parcels.BookAsync(
            new(caller.Customer(), request.Recipient!, request.Address!, request.WeightGrams, number),
            cancellation);
        return TypedResults.Created($"/v1/parcels/{id}", new Booked(id, number));
    }
}
#endregion
