using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;

namespace Payments.Client;

public sealed record Payment(string Account, long Amount);

public sealed class PaymentsClient(
    HttpClient http, ILogger<PaymentsClient> log, TimeSpan firstDelay, int attempts = 6)
{
    #region client
    /// <param name="key">Chosen once for this payment and stored with it, before the first attempt.</param>
    public async Task<HttpResponseMessage> PayAsync(
        string key, Payment payment, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var delay = Random.Shared.NextDouble() * Math.Pow(2, attempt) * firstDelay;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "payments")
                {
                    Headers = { { "Idempotency-Key", $"\"{key}\"" } },
                    Content = JsonContent.Create(payment),
                };
                var response = await http.SendAsync(request, cancellation);
                if (attempt == attempts || !IsWorthARetry(response.StatusCode))
                    return response;
                delay = response.Headers.RetryAfter?.Delta ?? delay;
                log.LogWarning("Payment {Key}: attempt {Attempt} got {Status}", key, attempt, response.StatusCode);
                response.Dispose();
            }
            catch (Exception e) when (attempt < attempts && !cancellation.IsCancellationRequested
                && e is (HttpRequestException or TaskCanceledException))
            {
                log.LogWarning(e, "Payment {Key}: attempt {Attempt} got no response", key, attempt);
            }
            await Task.Delay(delay, cancellation);
        }
    }

    private static bool IsWorthARetry(HttpStatusCode status) =>
        status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests || (int)status >= 500;
    #endregion
}
