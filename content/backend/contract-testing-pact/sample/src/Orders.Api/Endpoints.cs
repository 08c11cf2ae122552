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

    public override Task HandleAsync(CancellationToken cancellation) =>
        orders.Cancel(Route<string>("number")!) switch
        {
            CancelResult.Cancelled => Send.NoContentAsync(cancellation),
            CancelResult.Shipped => Send.ResultAsync(TypedResults.Conflict()),
            _ => Send.NotFoundAsync(cancellation),
        };
}
