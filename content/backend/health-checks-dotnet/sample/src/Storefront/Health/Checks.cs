using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Storefront.Health;

#region own
/// <summary>What only this replica can know about itself.</summary>
public sealed class ReplicaCheck(Catalog catalog, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellation = default) => Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("shutting down")
            : catalog.IsLoaded
                ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the catalog is not loaded"));
}
#endregion

#region database
public sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellation = default)
    {
        await using var command = database.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellation);
        return HealthCheckResult.Healthy();
    }
}
#endregion
