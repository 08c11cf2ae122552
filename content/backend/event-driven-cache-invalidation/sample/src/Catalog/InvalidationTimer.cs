using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog;

/// <summary>Runs the relay for writers that died and for the time Redis or NATS was down.</summary>
public sealed class InvalidationTimer(
    InvalidationRelay relay, CatalogSettings settings, ILogger<InvalidationTimer> logger)
    : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(settings.RelayEvery);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                while (await RunOnceAsync(stopping) > 0) { }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(e, "invalidations wait in the table");
            }
        }
    }

    private async Task<int> RunOnceAsync(CancellationToken stopping)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        return await relay.RunOnceAsync(patience.Token);
    }
}
