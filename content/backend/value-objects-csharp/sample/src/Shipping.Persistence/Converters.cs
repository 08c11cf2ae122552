using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Shipping.Persistence;

public sealed class ShipmentIdConverter()
    : ValueConverter<ShipmentId, Guid>(id => id.Value, value => ShipmentId.From(value));

public sealed class CustomerIdConverter()
    : ValueConverter<CustomerId, Guid>(id => id.Value, value => CustomerId.From(value));

public sealed class AddressIdConverter()
    : ValueConverter<AddressId, Guid>(id => id.Value, value => AddressId.From(value));

#region converters
public sealed class EmailAddressConverter()
    : ValueConverter<EmailAddress, string>(
        email => email.Value, value => EmailAddress.Parse(value, null));

public sealed class WeightConverter()
    : ValueConverter<Weight, int>(weight => weight.Grams, value => Weight.FromGrams(value));
#endregion
