using FluentValidation;
using Parcels.Api.Contracts;

namespace Parcels.Api.Validation;

public sealed class ChangeAddressValidator : AbstractValidator<ChangeAddressRequest>
{
    public ChangeAddressValidator() =>
        RuleFor(change => change.Address!).NotNull().SetValidator(new AddressRules());
}
