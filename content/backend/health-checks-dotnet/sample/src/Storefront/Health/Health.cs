using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Storefront.Health;

public static class HealthRegistration
{
    public static IServiceCollection AddStorefrontHealthChecks(this IServiceCollection services)
    {
        #region registration
        services.AddHealthChecks()
            .AddCheck<ReplicaCheck>("replica", tags: ["ready"])
            .AddCachedCheck<DatabaseCheck>("database",
                freshFor: TimeSpan.FromSeconds(2),
                timeout: TimeSpan.FromMilliseconds(500));
        #endregion
        return services;
    }

    /// <summary>Adds a check of which all callers share one run for each interval.</summary>
    public static IHealthChecksBuilder AddCachedCheck<T>(
        this IHealthChecksBuilder builder, string name, TimeSpan freshFor, TimeSpan timeout,
        HealthStatus failureStatus = HealthStatus.Unhealthy, IEnumerable<string>? tags = null)
        where T : class, IHealthCheck
    {
        builder.Services.AddKeyedSingleton(name, (services, _) => new CachedCheck(
            ActivatorUtilities.CreateInstance<T>(services), freshFor, timeout,
            services.GetService<TimeProvider>() ?? TimeProvider.System));
        return builder.Add(new HealthCheckRegistration(
            name, services => services.GetRequiredKeyedService<CachedCheck>(name), failureStatus, tags));
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        #region endpoints
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready",
            new() { Predicate = check => check.Tags.Contains("ready") });
        app.MapHealthChecks("/health", new() { ResponseWriter = WriteReportAsync });
        #endregion
    }

    /// <summary>Names and statuses for people; messages of exceptions stay in the log.</summary>
    private static Task WriteReportAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(new
        {
            Status = report.Status.ToString(),
            Checks = report.Entries.ToDictionary(entry => entry.Key, entry => new
            {
                Status = entry.Value.Status.ToString(),
                Milliseconds = Math.Round(entry.Value.Duration.TotalMilliseconds, 1),
            }),
        }, http.RequestAborted);
}
