using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Parcels;

/// <summary>What the three APIs share: the parcels, who calls, and the shape of a conflict.</summary>
public static class Registration
{
    public static IServiceCollection AddParcels(this IServiceCollection services)
    {
        services.AddSingleton(provider => NpgsqlDataSource.Create(
            provider.GetRequiredService<IConfiguration>().GetConnectionString("Parcels")
            ?? throw new InvalidOperationException("The connection string Parcels is missing.")));
        services.AddSingleton<IParcels, PostgresParcels>();
        services.AddSingleton<TrackingNumbers>();
        services.AddAuthentication(Callers.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, Callers>(Callers.SchemeName, null);
        services.AddAuthorization();
        services.AddProblemDetails();
        #region status
        // Kestrel's 413 for a body that is too large is an exception like any other otherwise: 500.
        services.Configure<ExceptionHandlerOptions>(options => options.StatusCodeSelector =
            exception => exception is BadHttpRequestException bad ? bad.StatusCode : 500);
        #endregion
        return services;
    }

    public static string Customer(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(Callers.Customer)
        ?? throw new InvalidOperationException("The caller has no customer; is the endpoint open?");

    public static ProblemDetails TooLate => new()
    {
        Status = StatusCodes.Status409Conflict,
        Type = "https://parcels.example/problems/too-late",
        Title = "The parcel can no longer be changed.",
    };
}
