using FastEndpoints;
using Microsoft.Extensions.DependencyInjection;
using Shop.Data;

namespace Shop.Tests;

/// <summary>FastEndpoints' own command bus, in the version that the sample uses.</summary>
[Collection(ShopTests.Name)]
public sealed class CommandBusTests(ShopServer shop)
{
    [Fact]
    public async Task The_FastEndpoints_command_bus_has_no_scope_outside_a_request()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => shop.InScopeAsync(
            _ => new CountOrders().ExecuteAsync()));

        Assert.Contains("from root provider", failure.Message);
    }
}

public sealed record CountOrders : FastEndpoints.ICommand<int>;

public sealed class CountOrdersHandler(ShopContext shop)
    : FastEndpoints.ICommandHandler<CountOrders, int>
{
    public Task<int> ExecuteAsync(CountOrders command, CancellationToken cancellation) =>
        Task.FromResult(shop.Orders.Count());
}
