using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ordering.Persistence;

namespace Ordering.Api;

public static class OrderEndpoints
{
    #region register
    public static IServiceCollection AddOrdering(
        this IServiceCollection services, string connectionString) => services
            .AddDbContextFactory<OrderingContext>(options => options.UseNpgsql(connectionString))
            .AddSingleton(provider => new Store(provider
                .GetRequiredService<IDbContextFactory<OrderingContext>>().CreateDbContext))
            .AddSingleton<CreditCheck>();
    #endregion

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders").AddEndpointFilter(RejectAsync);
        orders.MapGet("/{id:guid}", async (
            Guid id, Store store, HttpContext http, CancellationToken cancellation) =>
        {
            var order = await store.ReadAsync(new OrderId(id), cancellation);
            http.Response.Headers.ETag = $"\"{order.Version}\"";
            return new { order.Total.Amount, Currency = order.Total.Currency.Code };
        });
        #region if-match
        orders.MapPost("/{id:guid}/place", async (
            Guid id, [FromHeader(Name = "If-Match")] string? seen,
            Store store, CancellationToken cancellation) =>
        {
            if (!int.TryParse(seen?.Trim('"'), out var version))
                return Results.StatusCode(StatusCodes.Status428PreconditionRequired);
            return await store.TryChangeAsync(
                new OrderId(id), version, order => order.Place(), cancellation)
                    ? Results.NoContent()
                    : Results.StatusCode(StatusCodes.Status412PreconditionFailed);
        });
        #endregion
    }

    /// <summary>A broken rule is the client's to read, with its code.</summary>
    private static async ValueTask<object?> RejectAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BrokenRuleException broken)
        {
            return Results.Problem(
                broken.Message,
                statusCode: StatusCodes.Status422UnprocessableEntity,
                extensions: new Dictionary<string, object?> { ["rule"] = $"{broken.Rule}" });
        }
    }
}
