using FluentValidation;
using Parcels.Api.Contracts;

namespace Parcels.Api.Validation;

public sealed class ListParcelsValidator : AbstractValidator<ListParcelsQuery>
{
    public ListParcelsValidator() => RuleFor(query => query.Take).InclusiveBetween(1, 100);
}
