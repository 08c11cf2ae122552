namespace Receipts.Durable;

public sealed class JobWorker(
    JobQueue queue, IEnumerable<IJobHandler> handlers, WorkerOptions options, ILogger<JobWorker> log)
    : BackgroundService
{
    private readonly Dictionary<string, IJobHandler> byKind = handlers.ToDictionary(h => h.Kind);
    private readonly CancellationTokenSource abandon = new();

    #region loop
    protected override Task ExecuteAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, options.Parallel).Select(_ => LoopAsync(stopping)));

    private async Task LoopAsync(CancellationToken stopping)
    {
        string[] kinds = [.. byKind.Keys];
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await queue.ClaimAsync(kinds) is [var job])
                {
                    await RunAsync(job);
                    continue;
                }
            }
            catch (Exception e)
            {
                log.LogError(e, "The job queue is unavailable");
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
                throw new PermanentFailureException("the last attempt never finished");
            var handler = byKind[job.Kind];
            await handler.RunAsync(job, limit.Token);
            if (!await queue.CompleteAsync(job, c => handler.RecordAsync(job, c, limit.Token)))
                log.LogWarning("Job {Id}: lease expired, result of claim {Claim} discarded",
                    job.Id, job.Claim);
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
            log.LogInformation("Job {Id}: interrupted by the shutdown, requeued", job.Id);
            await queue.ReturnAsync(job);
        }
        catch (Exception e) when (
            e is PermanentFailureException || job.Attempt >= options.MaxAttempts)
        {
            log.LogError(e, "Job {Id}: dead after attempt {Attempt}", job.Id, job.Attempt);
            await queue.BuryAsync(job, e.Message);
        }
        catch (Exception e)
        {
            var delay = Backoff.Delay(job.Attempt, options, Random.Shared);
            log.LogWarning(e, "Job {Id}: attempt {Attempt} failed, next in {Delay}",
                job.Id, job.Attempt, delay);
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
