using Traps;

namespace Shipping.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("ada@example.com", "Ada@Example.com ")]
    [InlineData("ada@example.com", "\tADA@EXAMPLE.COM")]
    public void Two_spellings_of_an_email_address_are_one_value(string one, string other)
    {
        var (a, b) = (EmailAddress.Parse(one), EmailAddress.Parse(other));

        Assert.Equal(a, b);
        Assert.True(a == b);
        Assert.Single(new HashSet<EmailAddress> { a, b });
    }

    [Fact]
    public void Kilograms_and_grams_of_the_same_weight_are_one_value()
    {
        var (a, b) = (Weight.FromKilograms(2.50m), Weight.FromGrams(2_500));

        Assert.Equal(a, b);
        Assert.Single(new HashSet<Weight> { a, b });
        Assert.NotEqual(a, Weight.FromGrams(2_501));
    }

    [Fact]
    public void Two_kinds_of_IDs_with_the_same_Guid_are_not_equal()
    {
        var guid = Guid.CreateVersion7();

        Assert.False(CustomerId.From(guid).Equals((object)AddressId.From(guid)));
        Assert.Equal(CustomerId.From(guid), CustomerId.From(guid));
    }

    [Fact]
    public void A_record_with_a_list_is_not_equal_by_its_elements() =>
        Assert.NotEqual(new Tags(["fragile", "cold"]), new Tags(["fragile", "cold"]));

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("ada@home@example.com")]
    [InlineData("ada lovelace@example.com")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    public void What_is_no_email_address_is_not_made_one(string text)
    {
        Assert.False(EmailAddress.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => EmailAddress.Parse(text));
    }

    [Fact]
    public void An_email_address_has_at_most_254_characters()
    {
        var longest = new string('a', 254 - "@example.com".Length) + "@example.com";

        Assert.True(EmailAddress.TryParse(longest, null, out _));
        Assert.False(EmailAddress.TryParse("a" + longest, null, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(31_501)]
    public void No_weight_is_made_outside_its_range(int grams) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Weight.FromGrams(grams));

    [Theory]
    [InlineData("0")]
    [InlineData("31.501")]
    [InlineData("0.0005")]
    [InlineData("2.4995")]
    [InlineData("79228162514264337593543950335")]
    public void No_weight_is_made_of_kilograms_that_are_not_grams_in_range(string kilograms) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Weight.FromKilograms(decimal.Parse(kilograms, null)));

    [Fact]
    public void No_ID_is_made_of_an_empty_Guid()
    {
        Assert.Throws<ArgumentException>(() => CustomerId.From(Guid.Empty));
        Assert.Throws<ArgumentException>(() => AddressId.From(Guid.Empty));
        Assert.Throws<ArgumentException>(() => ShipmentId.From(Guid.Empty));
        Assert.False(CustomerId.TryParse($"{Guid.Empty}", null, out _));
    }
}
