using Pact;

namespace Storefront.Tests;

internal static class Given
{
    public static ProviderState Order(string number, OrderStatus status) =>
        new("an order", new { number, status = status.ToString() });

    public static ProviderState NoOrder(string number) => new("no order", new { number });
}
