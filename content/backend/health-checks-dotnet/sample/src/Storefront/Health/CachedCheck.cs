using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Storefront.Health;

/// <summary>
/// Runs a check at most once per interval, however many ask, and answers in time even if the
/// check itself hangs and ignores its cancellation token.
/// </summary>
public sealed class CachedCheck(
    IHealthCheck check, TimeSpan freshFor, TimeSpan timeout, TimeProvider time) : IHealthCheck
{
    private readonly Lock gate = new();
    private Run? latest;

    private sealed record Run(Task<HealthCheckResult> Result, long StartedAt);

    #region cached
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellation = default)
    {
        var run = Latest(context);
        var age = time.GetElapsedTime(run.StartedAt);
        var left = age < timeout ? timeout - age : TimeSpan.Zero;
        try
        {
            return await run.Result.WaitAsync(left, time, cancellation);
        }
        catch (TimeoutException)
        {
            return new(context.Registration.FailureStatus,
                $"no result for {(age + left).TotalSeconds:0.0} s");
        }
    }

    private Run Latest(HealthCheckContext context)
    {
        lock (gate)
        {
            // A run that hangs stays the latest: no second one joins it.
            if (latest is null || latest.Result.IsCompleted
                && time.GetElapsedTime(latest.StartedAt) >= freshFor)
                latest = new(Task.Run(() => RunAsync(context)), time.GetTimestamp());
            return latest;
        }
    }

    private async Task<HealthCheckResult> RunAsync(HealthCheckContext context)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        try
        {
            return await check.CheckHealthAsync(context, limit.Token);
        }
        catch (Exception e)
        {
            return new(context.Registration.FailureStatus, e.Message, e);
        }
    }
    #endregion
}
