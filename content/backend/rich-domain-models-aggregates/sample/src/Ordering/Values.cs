using System.Text.RegularExpressions;

namespace Ordering;

public readonly record struct OrderId(Guid Value)
{
    public static OrderId New() => new(Guid.CreateVersion7());
}

public readonly record struct CustomerId(Guid Value)
{
    public static CustomerId New() => new(Guid.CreateVersion7());
}

/// <summary>A currency of ISO 4217 with the number of its decimal places.</summary>
public sealed record Currency
{
    public static readonly Currency Eur = new("EUR", 2);
    public static readonly Currency Jpy = new("JPY", 0);
    public static readonly Currency Kwd = new("KWD", 3);

    private Currency(string code, int decimals) => (Code, Decimals) = (code, decimals);

    public string Code { get; }

    public int Decimals { get; }

    public static Currency From(string code) =>
        new[] { Eur, Jpy, Kwd }.FirstOrDefault(known => known.Code == code)
        ?? throw new BrokenRuleException(Rule.KnownCurrency, $"{code} is not traded here");
}

public sealed record Money
{
    #region money
    private Money(decimal amount, Currency currency) =>
        (Amount, Currency) = (amount, currency);

    public decimal Amount { get; }

    public Currency Currency { get; }

    public static Money Of(decimal amount, Currency currency)
    {
        BrokenRuleException.Unless(
            amount is >= 0 and < 1_000_000_000
                && decimal.Round(amount, currency.Decimals) == amount,
            Rule.MoneyIsExact, $"{amount} is not an amount of {currency.Code}");
        return new Money(amount, currency);
    }
    #endregion

    public static Money Zero(Currency currency) => new(0, currency);

    public static Money operator +(Money a, Money b) =>
        Of(a.Amount + a.Same(b).Amount, a.Currency);

    public static Money operator *(Money price, Quantity quantity) =>
        Of(price.Amount * quantity.Value, price.Currency);

    public static bool operator <=(Money a, Money b) => a.Amount <= a.Same(b).Amount;

    public static bool operator >=(Money a, Money b) => b <= a;

    private Money Same(Money other)
    {
        BrokenRuleException.Unless(other.Currency == Currency, Rule.MoneyHasOneCurrency,
            $"{Currency.Code} and {other.Currency.Code} do not add up");
        return other;
    }
}

public sealed record Quantity
{
    public const int Most = 999;

    private Quantity(int value) => Value = value;

    public int Value { get; }

    public static Quantity Of(int value)
    {
        BrokenRuleException.Unless(value is >= 1 and <= Most,
            Rule.QuantityInRange, $"{value} is not between 1 and {Most}");
        return new Quantity(value);
    }
}

public sealed partial record Sku
{
    private Sku(string code) => Code = code;

    public string Code { get; }

    public static Sku Of(string code)
    {
        BrokenRuleException.Unless(Form().IsMatch(code),
            Rule.SkuHasItsForm, $"'{code}' is not of the form AB-1234");
        return new Sku(code);
    }

    [GeneratedRegex(@"\A[A-Z]{2}-[0-9]{4}\z")]
    private static partial Regex Form();
}
