using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ids;

public static class OrderRoutes
{
    #region routes
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapGet("/orders/{id}", async (OrderId id, Shop shop) =>
            await shop.Orders.FindAsync(id) is { } order
                ? Results.Ok(new { order.Id, order.Customer })
                : Results.NotFound());

        app.MapGet("/orders/{legacyId:guid}", async (Guid legacyId, Shop shop) =>
            await shop.Orders.Where(order => order.LegacyId == legacyId)
                    .Select(order => (OrderId?)order.Id).FirstOrDefaultAsync() is { } id
                ? Results.Redirect($"/orders/{id}", permanent: true)
                : Results.NotFound());
    }
    #endregion
}
