namespace Ordering;

/// <summary>The model rejects a request. Nothing has changed when it is thrown.</summary>
public sealed class BrokenRuleException(Rule rule, string message) : Exception(message)
{
    public Rule Rule { get; } = rule;

    internal static void Unless(bool holds, Rule rule, string message)
    {
        if (!holds)
            throw new BrokenRuleException(rule, message);
    }
}

public enum Rule
{
    MoneyIsExact, MoneyHasOneCurrency, KnownCurrency, QuantityInRange, SkuHasItsForm,
    IdentityIsGiven, OnlyDraftsChange, OneLinePerSku, LineExists, LinesFit, WithinLimit,
    NotEmpty, StatusFollows,
}
