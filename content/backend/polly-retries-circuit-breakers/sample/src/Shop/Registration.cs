using Microsoft.Extensions.DependencyInjection;

namespace Shop;

public static class Registration
{
    #region register
    public static IHttpClientBuilder AddPrices(this IServiceCollection services, Uri address) =>
        services.AddHttpClient<PricesClient>(http => http.BaseAddress = address).AddResilience();

    public static IHttpClientBuilder AddPayments(this IServiceCollection services, Uri address) =>
        services.AddHttpClient<PaymentsClient>(http => http.BaseAddress = address).AddResilience();

    private static IHttpClientBuilder AddResilience(this IHttpClientBuilder client)
    {
        // Ten tokens are what an instance with a hundred requests a second earns in a second.
        var budget = new RetryBudget(ratio: 0.1, most: 10);
        client.AddStandardResilienceHandler(options =>
        {
            options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(3);
            options.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(500);
            options.Retry.MaxRetryAttempts = 3;
            options.Retry.Delay = TimeSpan.FromMilliseconds(100);
            options.Retry.Limit(budget);
            options.CircuitBreaker.FailureRatio = 0.5;
            options.CircuitBreaker.MinimumThroughput = 10;
            options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(10);
            options.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(2);
        });
        // After the handler, which sets it to infinite. Only this limits the reading of a body.
        return client.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(4));
    }
    #endregion
}
