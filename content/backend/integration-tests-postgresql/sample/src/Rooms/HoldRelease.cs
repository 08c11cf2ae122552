namespace Rooms;

/// <summary>Releases expired holds every ten seconds.</summary>
public sealed class HoldRelease(IServiceScopeFactory scopes, ILogger<HoldRelease> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stopping))
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var released = await scope.ServiceProvider.GetRequiredService<Desk>()
                    .ReleaseExpiredAsync(stopping);
                if (released > 0)
                    logger.LogInformation("Released {Count} holds", released);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                logger.LogError(e, "Expired holds were not released; trying again in {Interval}", Interval);
            }
    }
}
