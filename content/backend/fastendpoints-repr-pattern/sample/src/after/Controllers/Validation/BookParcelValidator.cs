using FluentValidation;
using Parcels.Api.Contracts;

namespace Parcels.Api.Validation;

public sealed class BookParcelValidator : AbstractValidator<BookParcelRequest>
{
    public BookParcelValidator()
    {
        RuleFor(parcel => parcel.Recipient).NotEmpty().MaximumLength(100);
        RuleFor(parcel => parcel.Address!).NotNull().SetValidator(new AddressRules());
        RuleFor(parcel => parcel.WeightGrams).InclusiveBetween(1, 30_000);
    }
}
