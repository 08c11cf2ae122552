namespace Ordering.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("-0.01", "EUR")]
    [InlineData("0.001", "EUR")]
    [InlineData("12.50", "JPY")]
    [InlineData("0.0001", "KWD")]
    [InlineData("1000000000", "EUR")]
    public void Money_that_nobody_can_pay_is_refused(string amount, string currency) =>
        Refuses(Rule.MoneyIsExact,
            () => Money.Of(decimal.Parse(amount, null), Currency.From(currency)));

    [Fact]
    public void Money_is_equal_by_value_whatever_its_scale() =>
        Assert.Equal(Money.Of(12.5m, Currency.Eur), Money.Of(12.50m, Currency.Eur));

    [Fact]
    public void Two_currencies_neither_add_up_nor_compare()
    {
        var (euro, yen) = (Money.Of(1, Currency.Eur), Money.Of(1, Currency.Jpy));
        Refuses(Rule.MoneyHasOneCurrency, () => euro + yen);
        Refuses(Rule.MoneyHasOneCurrency, () => euro <= yen);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void A_quantity_out_of_range_is_refused(int value) =>
        Refuses(Rule.QuantityInRange, () => Quantity.Of(value));

    [Theory]
    [InlineData("ab-0001")]
    [InlineData("AB-0001\n")]
    [InlineData("")]
    public void A_code_of_another_form_is_refused(string code) =>
        Refuses(Rule.SkuHasItsForm, () => Sku.Of(code));

    [Fact]
    public void An_order_without_identity_is_not_started() => Refuses(Rule.IdentityIsGiven,
        () => Order.Start(default, CustomerId.New(), Money.Of(1, Currency.Eur)));

    private static void Refuses(Rule rule, Func<object> request) =>
        Assert.Equal(rule, Assert.Throws<BrokenRuleException>(request).Rule);
}
