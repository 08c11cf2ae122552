using System.Globalization;
using System.Text.Json.Serialization;

namespace Shipping;

[JsonConverter(typeof(ParsableJsonConverter<Weight>))]
public readonly record struct Weight : IParsable<Weight>, IComparable<Weight>
{
    public const int MaxGrams = 31_500;

    private readonly int grams;

    private Weight(int grams) => this.grams = grams;

    public int Grams => grams > 0 ? grams : throw new UninitializedValueException(this);

    public static Weight FromGrams(int grams) => Of(grams, gramsPerUnit: 1);

    public static Weight FromKilograms(decimal kilograms) => Of(kilograms, gramsPerUnit: 1_000);

    private static Weight Of(decimal amount, int gramsPerUnit) =>
        TryCreate(amount, gramsPerUnit, out var weight) ? weight
            : throw new ArgumentOutOfRangeException(nameof(amount), amount,
                $"A weight is a whole number of grams from 1 to {MaxGrams}.");

    private static bool TryCreate(decimal amount, int gramsPerUnit, out Weight weight)
    {
        // Compared before it is multiplied, so that no amount overflows.
        var isValid = amount is > 0 and <= MaxGrams
            && amount * gramsPerUnit is >= 1 and <= MaxGrams
            && decimal.IsInteger(amount * gramsPerUnit);
        weight = isValid ? new((int)(amount * gramsPerUnit)) : default;
        return isValid;
    }

    public static Weight Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var weight) ? weight : throw new FormatException(
            $"Not a weight of up to {MaxGrams} g with its unit, such as 2.5 kg.");

    #region parse
    public static bool TryParse(string? s, IFormatProvider? provider, out Weight result)
    {
        result = default;
        return s?.Trim().Split(' ') is [var number, var unit]
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, provider, out var amount)
            && unit switch
            {
                "g" => TryCreate(amount, gramsPerUnit: 1, out result),
                "kg" => TryCreate(amount, gramsPerUnit: 1_000, out result),
                _ => false,
            };
    }

    public override string ToString() =>
        grams == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{grams} g");
    #endregion

    public int CompareTo(Weight other) => Grams.CompareTo(other.Grams);

    public static bool operator <(Weight a, Weight b) => a.Grams < b.Grams;

    public static bool operator >(Weight a, Weight b) => a.Grams > b.Grams;

    public static bool operator <=(Weight a, Weight b) => a.Grams <= b.Grams;

    public static bool operator >=(Weight a, Weight b) => a.Grams >= b.Grams;
}
