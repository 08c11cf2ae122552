using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <param name="wait">
/// Task.Delay to poll, or OutboxListener.WaitAsync to be woken as well.
/// </param>
public sealed class OutboxWorker(
    OutboxRelay relay, Func<TimeSpan, CancellationToken, Task> wait, TimeSpan interval,
    ILogger<OutboxWorker> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    #region worker
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                RelayResult batch;
                do
                    batch = await relay.RunOnceAsync(stopping);
                while (batch.Stored > 0 && !stopping.IsCancellationRequested);
                await wait(batch.Failed > 0 && interval > RetryAfter ? RetryAfter : interval, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                log.LogError(e, "The relay failed; next attempt in {Delay}.", RetryAfter);
                await Task.Delay(RetryAfter, stopping);
            }
        }
    }
    #endregion
}
