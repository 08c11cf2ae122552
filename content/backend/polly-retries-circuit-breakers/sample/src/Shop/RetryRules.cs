using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace Shop;

public static class RetryRules
{
    public const string IdempotencyKey = "Idempotency-Key";

    #region limit
    /// <summary>
    /// Retries what may run twice, and only while the budget has a token. A rule that the options
    /// have already (by default: transient failures) stays in force.
    /// </summary>
    public static void Limit(this HttpRetryStrategyOptions options, RetryBudget budget)
    {
        var isFailure = options.ShouldHandle;
        options.ShouldHandle = async args =>
        {
            if (args.AttemptNumber == 0)
                budget.Earn();
            return await isFailure(args)
                && MayRunTwice(args.Context.GetRequestMessage())
                && args.AttemptNumber < options.MaxRetryAttempts
                && budget.TrySpend();
        };
    }

    private static bool MayRunTwice(HttpRequestMessage? request) => request is not null
        && (request.Method.Method is "GET" or "HEAD" or "OPTIONS" or "TRACE" or "PUT" or "DELETE"
            || request.Headers.Contains(IdempotencyKey));
    #endregion
}
