namespace Receipts.InProcess;

/// <summary>The worker everybody writes first. It abandons the queue at shutdown.</summary>
public sealed class HastyWorker(WorkQueue queue, ReceiptSender receipts, WorkerOptions options)
    : BackgroundService
{
    #region hasty
    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Parallel.ForEachAsync(
            queue.ReadAllAsync(stopping),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = options.Parallel,
                CancellationToken = stopping,
            },
            (order, cancellation) => new(receipts.SendAsync(order, cancellation)));
    #endregion
}
