using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Shop.Data;

namespace Shop.Plain;

public sealed record PlaceOrder(string Customer, IReadOnlyList<PlaceOrder.Line> Lines)
{
    public sealed record Line(Guid Product, int Quantity);
}

public sealed class PlaceOrderValidator : AbstractValidator<PlaceOrder>
{
    public PlaceOrderValidator()
    {
        RuleFor(order => order.Customer).NotEmpty().MaximumLength(100);
        RuleFor(order => order.Lines).NotEmpty();
    }
}

public sealed class PlaceOrderHandler(ShopContext shop, TimeProvider clock)
    : ICommandHandler<PlaceOrder, Guid>
{
    public async Task<Guid> HandleAsync(PlaceOrder command, CancellationToken cancellation)
    {
        var order = Order.Place(command.Customer, clock.GetUtcNow());
        foreach (var (product, quantity) in command.Lines.OrderBy(line => line.Product))
            order.Add(await shop.TakeAsync(product, quantity, cancellation), quantity);
        shop.Orders.Add(order);
        return order.Id;
    }
}

public static class PlainShop
{
    public static IServiceCollection AddPlainCommands(this IServiceCollection services) =>
        #region registration
        services.AddCommand<PlaceOrder, Guid, PlaceOrderHandler, PlaceOrderValidator>();
        #endregion
}
