using Microsoft.AspNetCore.Mvc;
using Parcels;

namespace Defaults;

public static class Minimal
{
    public static Action<WebApplication> Add(WebApplicationBuilder builder)
    {
        builder.Services.AddValidation();
        return Map;
    }

    private static void Map(WebApplication app)
    {
        app.MapPost("/labels", (Label label) => label);
        app.MapGet("/labels", (int take) => take);
        app.MapGet("/statuses", (ParcelStatus status) => status);
        app.MapGet("/labels/{id}", (int id) => TypedResults.NotFound());
        app.MapGet("/fails", string () => throw new InvalidOperationException("the secret"));
        app.MapGet("/forgotten", () => TypedResults.Ok());
        app.MapPut("/probe/{id}", (int id, Body body, [FromHeader(Name = "X-Tenant")] string? tenant) =>
            new Seen(id, tenant));
    }

    public sealed record Body(int Id, string? Tenant);
}
