namespace Receipts.InProcess;

#region draining
/// <summary>Works the queue off, at shutdown too, for as long as the host waits.</summary>
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

    public override async Task StopAsync(CancellationToken deadline)
    {
        queue.Close();
        if (ExecuteTask is { } draining)
            await draining.WaitAsync(deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(deadline);
        if (queue.Count > 0)
            log.LogCritical("{Count} orders go without a receipt", queue.Count);
    }

    private async ValueTask SendAsync(int order, CancellationToken cancellation)
    {
        try
        {
            await receipts.SendAsync(order, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.LogError(e, "no receipt for order {Order}", order);
        }
    }
}
#endregion
