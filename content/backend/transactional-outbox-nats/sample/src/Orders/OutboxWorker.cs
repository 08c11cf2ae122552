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
    #region worker
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await relay.RunOnceAsync(stopping) > 0) { }
                await wait(interval, stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                log.LogError(e, "The outbox waits for the next attempt.");
                await Task.Delay(interval, stopping);
            }
        }
    }
    #endregion
}
