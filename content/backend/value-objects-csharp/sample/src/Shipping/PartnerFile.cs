using System.Globalization;

namespace Shipping;

/// <summary>
/// The partner's file: address, customer, email and kilograms, separated by commas, one shipment
/// a line after the heading.
/// </summary>
public static class PartnerFile
{
    #region import
    public static Shipment Read(string line)
    {
        var column = line.Split(',');
        return Shipment.Book(
            address: Parse<AddressId>(column[0]),
            customer: Parse<CustomerId>(column[1]),
            email: Parse<EmailAddress>(column[2]),
            weight: Weight.FromKilograms(Parse<decimal>(column[3])));
    }

    private static T Parse<T>(string text) where T : IParsable<T> =>
        T.Parse(text, CultureInfo.InvariantCulture);
    #endregion
}
