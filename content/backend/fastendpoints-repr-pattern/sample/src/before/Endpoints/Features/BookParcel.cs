using FastEndpoints;
using FluentValidation;

namespace Parcels.Api.Features;

#region book
public sealed class BookParcel(IParcels parcels, TrackingNumbers numbers)
    : Endpoint<BookParcel.Request, BookParcel.Booked>
{
    public sealed record Request(string? Recipient, Address? Address, int WeightGrams)
    {
        [FromClaim(Callers.Customer)]
        public string Customer { get; init; } = "";
    }

    public sealed record Booked(Guid Id, string TrackingNumber);

    public sealed class Rules : Validator<Request>
    {
        public Rules()
        {
            RuleFor(parcel => parcel.Recipient).NotEmpty().MaximumLength(100);
            RuleFor(parcel => parcel.Address!).NotNull().SetValidator(new AddressRules());
            RuleFor(parcel => parcel.WeightGrams).InclusiveBetween(1, 30_000);
        }
    }

    public override void Configure() => Post("/parcels");

    public override async Task HandleAsync(Request request, CancellationToken cancellation)
    {
        var number = numbers.Next();
        var id = await parcels.BookAsync(
            new(request.Customer, request.Recipient!, request.Address!, request.WeightGrams, number),
            cancellation);
        await Send.CreatedAtAsync<GetParcel>(
            new { id }, new Booked(id, number), cancellation: cancellation);
    }
}
#endregion
