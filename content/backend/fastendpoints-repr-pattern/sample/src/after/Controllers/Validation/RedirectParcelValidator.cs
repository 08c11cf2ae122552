using FluentValidation;
using Parcels.Api.Contracts;

namespace Parcels.Api.Validation;

public sealed class RedirectParcelValidator : AbstractValidator<RedirectParcelRequest>
{
    public RedirectParcelValidator() =>
        RuleFor(redirect => redirect.PickupPoint).NotEmpty().Matches("^[A-Z]{2}-[0-9]{4}$");
}
