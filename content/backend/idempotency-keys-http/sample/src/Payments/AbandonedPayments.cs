using Npgsql;

namespace Payments;

/// <summary>Finishes payments whose process died and whose client never came back.</summary>
public sealed class AbandonedPayments(
    CardPayments cards, CardOptions options, ILogger<AbandonedPayments> log) : BackgroundService
{
    #region resume
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.ResumeEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                // One at a time: each has a lease of its own, and the timeout is below it.
                while (await cards.TakeAbandonedAsync(1, stoppingToken) is [var payment])
                    if ((await cards.FinishAsync(payment)).Status == 503)
                        break; // the provider is down: wait for the next tick
            }
            catch (NpgsqlException e)
            {
                log.LogError(e, "Abandoned card payments could not be resumed; trying again later");
            }
    }
    #endregion
}
