using FastEndpoints;
using FluentValidation;
using MediatR;
using Shop.Data;
using Shop.Pipeline;
using Order = Shop.Data.Order;

namespace Shop.Features;

#region place-command
public sealed record PlaceOrder(string Customer, IReadOnlyList<PlaceOrder.Line> Lines)
    : Pipeline.ICommand<Guid>, IIdempotent
{
    [FromHeader("Idempotency-Key", IsRequired = false)]
    public Guid? IdempotencyKey { get; init; }

    public sealed record Line(Guid Product, int Quantity);
}

public sealed class PlaceOrderValidator : AbstractValidator<PlaceOrder>
{
    public PlaceOrderValidator()
    {
        RuleFor(order => order.Customer).NotEmpty().MaximumLength(100);
        RuleFor(order => order.Lines).NotEmpty()
            .Must(lines => lines is null
                || lines.DistinctBy(line => line?.Product).Count() == lines.Count)
            .WithMessage("A product may appear on one line only.");
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
        // One order of locking for everybody: two orders can't wait for each other's products.
        foreach (var (product, quantity) in command.Lines.OrderBy(line => line.Product))
            order.Add(await shop.TakeAsync(product, quantity, cancellation), quantity);
        shop.Orders.Add(order);
        return order.Id;
    }
}
#endregion
