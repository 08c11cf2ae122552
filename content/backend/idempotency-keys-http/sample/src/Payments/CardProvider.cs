using System.Net;

namespace Payments;

public sealed record Charge(string Id);

/// <summary>The provider's HTTP API. A key that it knows charges no second time.</summary>
public sealed class CardProvider(HttpClient http)
{
    #region charge
    /// <summary>Null if the card was declined; an exception if nobody knows.</summary>
    public async Task<Charge?> ChargeAsync(Guid key, string card, long amount)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "charges")
        {
            Headers = { { "Idempotency-Key", $"{key}" } },
            Content = JsonContent.Create(new { card, amount }),
        };
        using var response = await http.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.PaymentRequired)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Charge>()
            ?? throw new HttpRequestException("the provider's response is empty");
    }
    #endregion
}
