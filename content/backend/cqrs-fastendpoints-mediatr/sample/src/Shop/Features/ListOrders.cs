using FastEndpoints;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Order = Shop.Data.Order;

namespace Shop.Features;

public sealed record ListOrders
{
    [QueryParam] public string? Customer { get; init; }

    /// <summary>The id of the last order on the previous page.</summary>
    [QueryParam] public Guid? Before { get; init; }

    [QueryParam] public int Take { get; init; } = 50;
}

public sealed class ListOrdersValidator : Validator<ListOrders>
{
    public ListOrdersValidator() => RuleFor(list => list.Take).InclusiveBetween(1, 200);
}

public sealed record OrderRow(
    Guid Id, string Customer, DateTimeOffset PlacedAt, string Status, int Items, decimal Total);

public sealed class ListOrdersEndpoint(ShopReads reads)
    : Endpoint<ListOrders, IReadOnlyList<OrderRow>>
{
    public override void Configure()
    {
        Get("/orders");
        AllowAnonymous();
    }

    public override async Task HandleAsync(ListOrders list, CancellationToken cancellation)
        => await Send.OkAsync(
            await Rows(reads.Orders, list).ToListAsync(cancellation), cancellation);

    #region list
    public static IQueryable<OrderRow> Rows(IQueryable<Order> orders, ListOrders list)
    {
        if (list.Customer is { } customer)
            orders = orders.Where(order => order.Customer == customer);
        if (list.Before is { } before)
            orders = orders.Where(order => order.Id < before);
        return orders.OrderByDescending(order => order.Id).Take(list.Take)
            .Select(order => new OrderRow(
                order.Id, order.Customer, order.PlacedAt, order.Status.ToString(),
                order.Lines.Sum(line => line.Quantity),
                order.Lines.Sum(line => line.Price * line.Quantity)));
    }
    #endregion
}
