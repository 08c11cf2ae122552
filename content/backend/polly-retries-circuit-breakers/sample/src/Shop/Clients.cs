using System.Net.Http.Json;

namespace Shop;

public sealed record Price(int Id, decimal Amount);

public sealed class PricesClient(HttpClient http)
{
    public Task<Price?> GetAsync(int id, CancellationToken cancellation) =>
        http.GetFromJsonAsync<Price>($"prices/{id}", cancellation);
}

public sealed class PaymentsClient(HttpClient http)
{
    #region pay
    /// <param name="payment">Made once, when the customer presses the button, and stored with the order.</param>
    public async Task<HttpResponseMessage> PayAsync(
        Guid payment, decimal amount, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "payments")
        {
            Headers = { { RetryRules.IdempotencyKey, $"{payment}" } },
            Content = JsonContent.Create(new { amount }),
        };
        return await http.SendAsync(request, cancellation);
    }
    #endregion
}
