using System.Text.Json.Serialization;

namespace Shipping;

#region customer-id
[JsonConverter(typeof(ParsableJsonConverter<CustomerId>))]
public readonly record struct CustomerId : IParsable<CustomerId>
{
    private readonly Guid value;

    private CustomerId(Guid value) => this.value = value;

    public Guid Value => value != Guid.Empty ? value : throw new UninitializedValueException(this);

    public static CustomerId New() => new(Guid.CreateVersion7());

    public static CustomerId From(Guid value) => value != Guid.Empty
        ? new(value)
        : throw new ArgumentException("A customer ID is not an empty Guid.", nameof(value));

    public static CustomerId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a customer ID.");

    public static bool TryParse(string? s, IFormatProvider? provider, out CustomerId result)
    {
        result = Guid.TryParse(s, provider, out var guid) ? new(guid) : default;
        return result.value != Guid.Empty;
    }

    public override string ToString() => value == Guid.Empty ? "" : value.ToString();
}
#endregion

[JsonConverter(typeof(ParsableJsonConverter<AddressId>))]
public readonly record struct AddressId : IParsable<AddressId>
{
    private readonly Guid value;

    private AddressId(Guid value) => this.value = value;

    public Guid Value => value != Guid.Empty ? value : throw new UninitializedValueException(this);

    public static AddressId New() => new(Guid.CreateVersion7());

    public static AddressId From(Guid value) => value != Guid.Empty
        ? new(value)
        : throw new ArgumentException("An address ID is not an empty Guid.", nameof(value));

    public static AddressId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not an address ID.");

    public static bool TryParse(string? s, IFormatProvider? provider, out AddressId result)
    {
        result = Guid.TryParse(s, provider, out var guid) ? new(guid) : default;
        return result.value != Guid.Empty;
    }

    public override string ToString() => value == Guid.Empty ? "" : value.ToString();
}

[JsonConverter(typeof(ParsableJsonConverter<ShipmentId>))]
public readonly record struct ShipmentId : IParsable<ShipmentId>
{
    private readonly Guid value;

    private ShipmentId(Guid value) => this.value = value;

    public Guid Value => value != Guid.Empty ? value : throw new UninitializedValueException(this);

    public static ShipmentId New() => new(Guid.CreateVersion7());

    public static ShipmentId From(Guid value) => value != Guid.Empty
        ? new(value)
        : throw new ArgumentException("A shipment ID is not an empty Guid.", nameof(value));

    public static ShipmentId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a shipment ID.");

    public static bool TryParse(string? s, IFormatProvider? provider, out ShipmentId result)
    {
        result = Guid.TryParse(s, provider, out var guid) ? new(guid) : default;
        return result.value != Guid.Empty;
    }

    public override string ToString() => value == Guid.Empty ? "" : value.ToString();
}
