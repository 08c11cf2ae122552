using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shipping.Persistence;

namespace Shipping.Api;

public sealed record BookShipment(
    CustomerId Customer, AddressId Address, EmailAddress Email, Weight Weight);

public sealed record ShipmentView(
    ShipmentId Id, CustomerId Customer, EmailAddress Email, Weight Weight, decimal Fee);

public static class ShippingEndpoints
{
    #region register
    public static IServiceCollection AddShipping(
        this IServiceCollection services, string connectionString) => services
            .AddDbContext<ShippingContext>(options => options.UseNpgsql(connectionString))
            .ConfigureHttpJsonOptions(options =>
            {
                options.SerializerOptions.RespectRequiredConstructorParameters = true;
                options.SerializerOptions.RespectNullableAnnotations = true;
            });
    #endregion

    public static void MapShipping(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/shipments", async (
            BookShipment request, ShippingContext context, CancellationToken cancellation) =>
        {
            var shipment = Shipment.Book(
                request.Customer, request.Address, request.Email, request.Weight);
            context.Add(shipment);
            await context.SaveChangesAsync(cancellation);
            return Results.Created($"/shipments/{shipment.Id}", View(shipment));
        });

        routes.MapGet("/shipments/{id}", async (
            ShipmentId id, ShippingContext context, CancellationToken cancellation) =>
            await context.Shipments.AsNoTracking()
                .SingleOrDefaultAsync(s => s.Id == id, cancellation) is { } shipment
                    ? Results.Ok(View(shipment))
                    : Results.NotFound());

        routes.MapGet("/shipments", async (
            EmailAddress email, ShippingContext context, CancellationToken cancellation) =>
            (await context.Shipments.AsNoTracking()
                .Where(s => s.Email == email).OrderBy(s => s.Id).ToListAsync(cancellation))
                .Select(View));
    }

    private static ShipmentView View(Shipment shipment) =>
        new(shipment.Id, shipment.Customer, shipment.Email, shipment.Weight, shipment.Fee);
}
