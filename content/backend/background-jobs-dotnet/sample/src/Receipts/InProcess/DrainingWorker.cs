namespace Receipts.InProcess;

/// <summary>Keeps draining the queue during shutdown, for as long as the host allows.</summary>
public sealed class DrainingWorker(
    WorkQueue queue, ReceiptSender receipts, WorkerOptions options, ILogger<DrainingWorker> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken timeIsUp) =>
        Parallel.ForEachAsync(
            queue.ReadAllAsync(timeIsUp),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Parallel,
                CancellationToken = timeIsUp,
            },
            SendAsync);

    #region draining
    public override async Task StopAsync(CancellationToken deadline)
    {
        queue.Close();
        if (ExecuteTask is { } draining)
            await draining.WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (queue.Unfinished is > 0 and var open)
            log.LogCritical("{Count} accepted orders have no confirmed receipt", open);
        await base.StopAsync(deadline);
    }

    private async ValueTask SendAsync(int order, CancellationToken cancellation)
    {
        try
        {
            await receipts.SendAsync(order, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(e, "No receipt for order {Order}", order);
        }
        queue.Done();
    }
    #endregion
}
