using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Ordering.Persistence;

internal sealed class OrderIdConverter()
    : ValueConverter<OrderId, Guid>(id => id.Value, value => new OrderId(value));

internal sealed class CustomerIdConverter()
    : ValueConverter<CustomerId, Guid>(id => id.Value, value => new CustomerId(value));

internal sealed class CurrencyConverter()
    : ValueConverter<Currency, string>(currency => currency.Code, code => Currency.From(code));

internal sealed class QuantityConverter()
    : ValueConverter<Quantity, int>(quantity => quantity.Value, value => Quantity.Of(value));

internal sealed class SkuConverter()
    : ValueConverter<Sku, string>(sku => sku.Code, code => Sku.Of(code));
