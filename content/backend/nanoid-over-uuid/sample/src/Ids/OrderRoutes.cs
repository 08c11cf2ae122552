using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ids;

public static class OrderRoutes
{
    #region routes
    public static void AddShop(this IServiceCollection services, string connectionString) =>
        services.AddDbContext<Shop>(options => options.UseNpgsql(connectionString));

    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        app.MapGet("/orders/{id}", async (OrderId id, Shop shop, CancellationToken stop) =>
            await shop.Orders.Where(order => order.Id == id)
                    .Select(order => new { order.Id, order.Customer })
                    .SingleOrDefaultAsync(stop) is { } order
                ? Results.Ok(order)
                : Results.NotFound());

        app.MapGet("/orders/{old:guid}", async (Guid old, Shop shop, CancellationToken stop) =>
            await shop.Orders.Where(order => order.LegacyId == old)
                    .Select(order => (OrderId?)order.Id)
                    .SingleOrDefaultAsync(stop) is { } id
                ? Results.Redirect($"/orders/{id}", permanent: true)
                : Results.NotFound());
    }
    #endregion
}
