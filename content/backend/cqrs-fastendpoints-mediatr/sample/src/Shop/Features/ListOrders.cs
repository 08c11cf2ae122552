using FastEndpoints;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Order = Shop.Data.Order;

namespace Shop.Features;

public sealed record ListOrders
{
    [QueryParam] public string? Customer { get; init; }

    /// <summary>The id of the last order of the page before.</summary>
    [QueryParam] public Guid? Before { get; init; }

    [QueryParam] public int Take { get; init; } = 50;
}

public sealed class ListOrdersRules : Validator<ListOrders>
{
    public ListOrdersRules() => RuleFor(list => list.Take).InclusiveBetween(1, 200);
}

public sealed record OrderRow(
    Guid Id, string Customer, DateTimeOffset PlacedAt, string Status, int Pieces, decimal Total);

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
    public static IQueryable<OrderRow> Rows(IQueryable<Order> orders, ListOrders list) => orders
        .Where(order => list.Customer == null || order.Customer == list.Customer)
        .Where(order => list.Before == null || order.Id < list.Before)
        .OrderByDescending(order => order.Id)
        .Take(list.Take)
        .Select(order => new OrderRow(
            order.Id, order.Customer, order.PlacedAt, order.Status.ToString(),
            order.Lines.Sum(line => line.Quantity),
            order.Lines.Sum(line => line.Price * line.Quantity)));
    #endregion
}
