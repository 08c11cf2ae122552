using FastEndpoints;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Features;

public sealed record CancelOrder(Guid Id) : Pipeline.ICommand<Unit>;

public sealed class CancelOrderValidator : AbstractValidator<CancelOrder>
{
    public CancelOrderValidator() => RuleFor(order => order.Id).NotEmpty();
}

public sealed class CancelOrderEndpoint(ISender sender) : Endpoint<CancelOrder>
{
    public override void Configure()
    {
        Delete("/orders/{id}");
        AllowAnonymous();
    }

    public override async Task HandleAsync(CancelOrder command, CancellationToken cancellation)
    {
        await sender.Send(command, cancellation);
        await Send.NoContentAsync(cancellation);
    }
}

public sealed class CancelOrderHandler(ShopContext shop) : IRequestHandler<CancelOrder, Unit>
{
    public async Task<Unit> Handle(CancelOrder command, CancellationToken cancellation)
    {
        var order = await shop.Orders.Include(o => o.Lines)
                .SingleOrDefaultAsync(o => o.Id == command.Id, cancellation)
            ?? throw new RejectedException(Rejection.NoSuchOrder, $"no order {command.Id}");
        order.Cancel();
        foreach (var line in order.Lines.OrderBy(line => line.ProductId))
            await shop.PutBackAsync(line.ProductId, line.Quantity, cancellation);
        return Unit.Value;
    }
}
