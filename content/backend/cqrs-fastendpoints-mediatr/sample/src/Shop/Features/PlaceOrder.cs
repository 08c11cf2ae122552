using FastEndpoints;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Order = Shop.Data.Order;
using Shop.Pipeline;

namespace Shop.Features;

#region place-command
public sealed record PlaceOrder(string Customer, IReadOnlyList<PlaceOrder.Line> Lines)
    : Pipeline.ICommand<Guid>
{
    public sealed record Line(Guid Product, int Quantity);
}

public sealed class PlaceOrderRules : AbstractValidator<PlaceOrder>
{
    public PlaceOrderRules()
    {
        RuleFor(order => order.Customer).NotEmpty().MaximumLength(100);
        RuleFor(order => order.Lines).NotEmpty()
            .Must(lines => lines is null
                || lines.DistinctBy(line => line?.Product).Count() == lines.Count)
            .WithMessage("An article stands on one line.");
        RuleForEach(order => order.Lines).NotNull().ChildRules(line =>
            line.RuleFor(l => l.Quantity).InclusiveBetween(1, 100));
    }
}
#endregion

public sealed record Placed(Guid Id);

#region place-endpoint
public sealed class PlaceOrderEndpoint(ISender sender) : Endpoint<PlaceOrder, Placed>
{
    public override void Configure()
    {
        Post("/orders");
        AllowAnonymous();
    }

    public override async Task HandleAsync(PlaceOrder command, CancellationToken cancellation)
    {
        var id = await sender.Send(command, cancellation);
        await Send.CreatedAtAsync<GetOrderEndpoint>(
            new { id }, new Placed(id), cancellation: cancellation);
    }
}
#endregion

#region place-handler
public sealed class PlaceOrderHandler(ShopContext shop, TimeProvider clock)
    : IRequestHandler<PlaceOrder, Guid>
{
    public async Task<Guid> Handle(PlaceOrder command, CancellationToken cancellation)
    {
        var order = Order.Place(command.Customer, clock.GetUtcNow());
        // Always in the same order: two orders cannot wait for each other's products.
        foreach (var line in command.Lines.OrderBy(line => line.Product))
            order.Add(await TakeAsync(line, cancellation), line.Quantity);
        shop.Orders.Add(order);
        return order.Id;
    }

    private async Task<Product> TakeAsync(PlaceOrder.Line line, CancellationToken cancellation)
    {
        var taken = await shop.Products
            .Where(p => p.Id == line.Product && p.Stock >= line.Quantity)
            .ExecuteUpdateAsync(set => set
                .SetProperty(p => p.Stock, p => p.Stock - line.Quantity), cancellation);
        var product = await shop.Products.FindAsync([line.Product], cancellation)
            ?? throw new RefusedException(Refusal.NoSuchProduct, $"no product {line.Product}");
        return taken == 1
            ? product
            : throw new RefusedException(Refusal.OutOfStock,
                $"fewer than {line.Quantity} of {product.Name} are left");
    }
}
#endregion
