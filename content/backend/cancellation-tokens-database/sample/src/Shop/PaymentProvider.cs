using System.Globalization;

namespace Shop;

public sealed record Charge(string Id);

/// <summary>
/// Asks the provider for the money. The idempotency key is the order's number, so that asking
/// again charges nothing twice.
/// </summary>
public sealed class PaymentProvider(HttpClient http)
{
    public async Task<Charge> ChargeAsync(Order order, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "charges")
        {
            Headers = { { "Idempotency-Key", order.Id.ToString(CultureInfo.InvariantCulture) } },
            Content = JsonContent.Create(new { order.Amount }),
        };
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Charge>(cancellation)
            ?? throw new HttpRequestException("the provider answered without a charge");
    }
}
