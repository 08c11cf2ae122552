using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Shipping;

[JsonConverter(typeof(ParsableJsonConverter<EmailAddress>))]
public sealed partial record EmailAddress : IParsable<EmailAddress>
{
    public const int MaxLength = 254;

    private EmailAddress(string value) => Value = value;

    public string Value { get; }

    public static EmailAddress Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var email)
            ? email
            : throw new FormatException("Not an email address.");

    public override string ToString() => Value;

    #region email
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider,
        [MaybeNullWhen(false)] out EmailAddress result)
    {
        var text = s?.Trim().ToLowerInvariant() ?? "";
        result = text.Length <= MaxLength && Form().IsMatch(text) ? new(text) : null;
        return result is not null;
    }

    [GeneratedRegex(@"\A[^@\s\p{C}]+@[^@\s\p{C}]+\z")]
    private static partial Regex Form();
    #endregion
}
