using FastEndpoints;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Features;

public sealed record OrderView(
    Guid Id, string Customer, string Status, decimal Total, IReadOnlyList<OrderView.Line> Lines)
{
    public sealed record Line(string Product, int Quantity, decimal Price);
}

public sealed class GetOrderEndpoint(ShopReads reads) : EndpointWithoutRequest<OrderView>
{
    public override void Configure()
    {
        Get("/orders/{id:guid}");
        AllowAnonymous();
    }

    public override async Task HandleAsync(CancellationToken cancellation)
    {
        var id = Route<Guid>("id");
        var view = await reads.Orders.Where(order => order.Id == id)
                .Select(order => new OrderView(
                    order.Id, order.Customer, order.Status.ToString(),
                    order.Lines.Sum(line => line.Price * line.Quantity),
                    order.Lines.OrderBy(line => line.Product!.Name)
                        .Select(line => new OrderView.Line(
                            line.Product!.Name, line.Quantity, line.Price))
                        .ToList()))
                .SingleOrDefaultAsync(cancellation)
            ?? throw new RejectedException(Rejection.NoSuchOrder, $"no order {id}");
        await Send.OkAsync(view, cancellation);
    }
}
