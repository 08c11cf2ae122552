using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Shop.Data;
using Shop.Plain;

namespace Shop.Tests;

/// <summary>The same pipeline without MediatR.</summary>
[Collection(ShopTests.Name)]
public sealed class PlainTests(ShopServer shop)
{
    [Fact]
    public async Task Without_the_package_a_command_is_still_validated_and_all_or_nothing()
    {
        var inStock = await shop.AddProductAsync(stock: 5);
        var soldOut = await shop.AddProductAsync(stock: 0);
        var before = shop.Transactions.Begun;

        await Assert.ThrowsAsync<ValidationException>(() => PlaceAsync(new("", [])));
        Assert.Equal(before, shop.Transactions.Begun);
        await Assert.ThrowsAsync<RejectedException>(() => PlaceAsync(new("Plain",
            [new(inStock.Id, 1), new(soldOut.Id, 1)])));
        Assert.Equal(5, await shop.StockAsync(inStock));
        await PlaceAsync(new("Plain", [new(inStock.Id, 1)]));

        Assert.Equal(4, await shop.StockAsync(inStock));
        Assert.Equal(1, await shop.OrdersOfAsync("Plain"));
    }

    [Fact]
    public void The_plain_pipeline_references_no_mediator() => Assert.DoesNotContain(
        Closure(typeof(PlaceOrder).Assembly.GetName().Name!), name => name.StartsWith("MediatR"));

    private Task<Guid> PlaceAsync(PlaceOrder command) => shop.InScopeAsync(services => services
        .GetRequiredService<ICommandHandler<PlaceOrder, Guid>>().HandleAsync(command, default));

    /// <summary>The assembly and all that it refers to, directly or not.</summary>
    private static HashSet<string> Closure(string root)
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>([root]);
        while (open.TryDequeue(out var name))
            if (seen.Add(name))
                foreach (var reference in System.Reflection.Assembly.Load(name)
                    .GetReferencedAssemblies().Where(r => !r.Name!.StartsWith("System")))
                    open.Enqueue(reference.Name!);
        return seen;
    }
}
