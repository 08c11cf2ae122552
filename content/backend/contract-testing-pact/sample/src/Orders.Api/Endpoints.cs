using FastEndpoints;

namespace Orders.Api;

public sealed class GetOrder(OrderStore orders) : EndpointWithoutRequest<Order>
{
    public override void Configure()
    {
        Get("/orders/{number}");
        AllowAnonymous();
    }

    public override Task HandleAsync(CancellationToken cancellation) =>
        orders.Find(Route<string>("number")!) is { } order
            ? Send.OkAsync(order, cancellation)
            : Send.NotFoundAsync(cancellation);
}

public sealed class CancelOrder(OrderStore orders) : EndpointWithoutRequest
{
    public override void Configure()
    {
        Post("/orders/{number}/cancellation");
        AllowAnonymous();
    }

    public override Task HandleAsync(CancellationToken cancellation)
    {
        switch (orders.Find(Route<string>("number")!))
        {
            case null:
                return Send.NotFoundAsync(cancellation);
            case { Status: OrderStatus.Shipped }:
                return Send.ResultAsync(TypedResults.Conflict());
            case var order:
                orders.Put(order with { Status = OrderStatus.Cancelled });
                return Send.NoContentAsync(cancellation);
        }
    }
}
