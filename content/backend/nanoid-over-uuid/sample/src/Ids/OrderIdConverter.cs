using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Ids;

#region converter
public sealed class OrderIdConverter()
    : ValueConverter<OrderId, string>(
        id => id.ValueOrThrow(), text => OrderId.Parse(text, null));
#endregion
