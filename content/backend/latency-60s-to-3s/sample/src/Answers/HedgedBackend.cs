using Polly;
using Polly.Hedging;

namespace Answers;

/// <summary>
/// Sends a second request when the first is slow, and takes the earlier reply. Only for
/// reads that may run twice.
/// </summary>
public sealed class HedgedBackend(IBackend backend, TimeSpan delay, params string[] services)
    : IBackend
{
    #region hedge
    private readonly ResiliencePipeline<byte[]> hedging =
        new ResiliencePipelineBuilder<byte[]>()
            .AddHedging(new HedgingStrategyOptions<byte[]>
            {
                Delay = delay,
                MaxHedgedAttempts = 1,
                ShouldHandle = static _ => PredicateResult.False(), // slow, not failed
            })
            .Build();

    public async Task<byte[]> AskAsync(
        string service, string key, Deadline deadline, CancellationToken cancellation) =>
        services.Contains(service)
            ? await hedging.ExecuteAsync(
                async token => await backend.AskAsync(service, key, deadline, token),
                cancellation)
            : await backend.AskAsync(service, key, deadline, cancellation);
    #endregion
}
