using Vogen;

namespace Alternatives;

#region vogen
[ValueObject<int>(conversions: Conversions.SystemTextJson | Conversions.EfCoreValueConverter)]
public readonly partial struct VogenWeight
{
    private static Validation Validate(int grams) => grams is >= 1 and <= 31_500
        ? Validation.Ok
        : Validation.Invalid("A weight is from 1 to 31500 grams.");
}
#endregion
