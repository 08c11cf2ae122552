using System.Globalization;

namespace Shipping.Tests;

public sealed class ParsingTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Fact]
    public void Every_weight_is_read_back_from_its_text()
    {
        for (var grams = 1; grams <= Weight.MaxGrams; grams++)
        {
            var weight = Weight.FromGrams(grams);
            Assert.Equal(weight, Weight.Parse(weight.ToString(), CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Every_kind_of_value_is_read_back_from_its_text()
    {
        AssertReadBack(CustomerId.New());
        AssertReadBack(AddressId.New());
        AssertReadBack(ShipmentId.New());
        AssertReadBack(EmailAddress.Parse("ada@example.com"));

        static void AssertReadBack<T>(T value) where T : IParsable<T> =>
            Assert.Equal(value, T.Parse(value.ToString()!, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2.5 kg", 2_500)]
    [InlineData(" 2500 g ", 2_500)]
    [InlineData("0.001 kg", 1)]
    public void A_weight_is_read_with_its_unit(string text, int grams) =>
        Assert.Equal(Weight.FromGrams(grams), Weight.Parse(text, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2.5")]
    [InlineData("2.5 lb")]
    [InlineData("2.5  kg")]
    [InlineData("-1 kg")]
    [InlineData("0 g")]
    [InlineData("0.5 g")]
    [InlineData("32 kg")]
    [InlineData("79228162514264337593543950335 kg")]
    public void A_weight_without_unit_or_out_of_range_is_not_read(string text)
    {
        Assert.False(Weight.TryParse(text, CultureInfo.InvariantCulture, out _));
        Assert.Throws<FormatException>(() => Weight.Parse(text, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_decimal_point_is_ignored_by_decimal_Parse_in_German_and_rejected_by_Weight()
    {
        Assert.Equal(25m, decimal.Parse("2.5", German));
        Assert.False(Weight.TryParse("2.5 kg", German, out _));
        Assert.Equal(Weight.FromGrams(2_500), Weight.Parse("2,5 kg", German));
    }

    [Fact]
    public void TryParse_never_throws()
    {
        const string Signs = "0123456789.,-+ kg@aA\t\n\0\u00a0\ud83d";
        var random = new Random(20);
        for (var run = 0; run < 20_000; run++)
        {
            var text = new string(random.GetItems<char>(Signs, random.Next(40)));
            Weight.TryParse(text, CultureInfo.InvariantCulture, out _);
            EmailAddress.TryParse(text, null, out _);
            CustomerId.TryParse(text, null, out _);
        }
        Assert.False(Weight.TryParse(
            $"{decimal.MaxValue} kg", CultureInfo.InvariantCulture, out _));
        Assert.False(Weight.TryParse(null, null, out _));
        Assert.False(EmailAddress.TryParse(null, null, out _));
        Assert.False(CustomerId.TryParse(null, null, out _));
    }
}
