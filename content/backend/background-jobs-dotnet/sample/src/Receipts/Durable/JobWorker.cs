namespace Receipts.Durable;

public sealed class JobWorker(
    JobQueue queue, IEnumerable<IJobHandler> handlers, WorkerOptions options, ILogger<JobWorker> log)
    : BackgroundService
{
    private readonly Dictionary<string, IJobHandler> handlers = handlers.ToDictionary(h => h.Kind);
    private readonly CancellationTokenSource abandon = new();

    #region loop
    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, options.Parallel).Select(_ => LoopAsync(stopping)));

    private async Task LoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await queue.ClaimAsync() is { } job)
                {
                    await RunAsync(job);
                    continue;
                }
            }
            catch (Exception e)
            {
                log.LogError(e, "the queue cannot be reached");
            }
            await Task.Delay(options.Poll, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public override Task StopAsync(CancellationToken deadline)
    {
        abandon.CancelAfter(options.Grace);
        return base.StopAsync(deadline);
    }
    #endregion

    #region run
    private async Task RunAsync(Job job)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abandon.Token);
        limit.CancelAfter(options.TimeLimit);
        try
        {
            if (job.Attempt > options.MaxAttempts)
                throw new HopelessException("the last attempt did not come to an end");
            var handler = handlers[job.Kind];
            await handler.RunAsync(job, limit.Token);
            if (!await queue.CompleteAsync(job, c => handler.RecordAsync(job, c, limit.Token)))
                log.LogWarning("job {Id}: the lease was over, attempt {Attempt} does not count",
                    job.Id, job.Attempt);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            await queue.RetryAsync(job, "interrupted by a shutdown", TimeSpan.Zero);
        }
        catch (Exception e) when (e is HopelessException || job.Attempt >= options.MaxAttempts)
        {
            log.LogError(e, "job {Id} is given up", job.Id);
            await queue.BuryAsync(job, e.Message);
        }
        catch (Exception e)
        {
            var delay = Backoff.Delay(job.Attempt, options, Random.Shared);
            await queue.RetryAsync(job, e.Message, delay);
        }
    }
    #endregion

    public override void Dispose()
    {
        abandon.Dispose();
        base.Dispose();
    }
}
