using System.Globalization;

namespace Primitive;

public sealed class Shipment
{
    public Guid Id { get; private set; }

    public Guid Customer { get; private set; }

    public Guid Address { get; private set; }

    public string Email { get; private set; } = "";

    /// <summary>In grams.</summary>
    public decimal Weight { get; private set; }

    public decimal Fee { get; private set; }

    public static Shipment Book(Guid customer, Guid address, string email, decimal weight)
    {
        if (customer == Guid.Empty || address == Guid.Empty)
            throw new ArgumentException("The customer or the address is missing.");
        if (!email.Contains('@'))
            throw new ArgumentException("That is not an email address.", nameof(email));
        if (weight is <= 0 or > 31_500)
            throw new ArgumentOutOfRangeException(nameof(weight));
        return new()
        {
            Id = Guid.CreateVersion7(),
            Customer = customer,
            Address = address,
            Email = email,
            Weight = weight,
            Fee = Tariff.FeeFor(weight),
        };
    }
}

public static class Tariff
{
    public static decimal FeeFor(decimal grams) => grams switch
    {
        <= 1_000 => 4.90m,
        <= 5_000 => 6.90m,
        <= 10_000 => 9.90m,
        _ => 18.90m,
    };
}

public static class PartnerFile
{
    #region primitive-import
    public static Shipment Read(string line)
    {
        var column = line.Split(',');
        return Shipment.Book(
            Guid.Parse(column[0]),
            Guid.Parse(column[1]),
            column[2],
            decimal.Parse(column[3], CultureInfo.InvariantCulture));
    }
    #endregion
}
