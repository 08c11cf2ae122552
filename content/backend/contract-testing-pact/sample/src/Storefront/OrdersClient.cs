using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront;

public enum OrderStatus { Unknown, Placed, Shipped, Cancelled }

public enum CancelResult { Cancelled, Shipped, NotFound }

#region order
public sealed record Order
{
    public required string Number { get; init; }
    public required OrderStatus Status { get; init; }
    public required decimal Total { get; init; }
    public required DateOnly PlacedOn { get; init; }
}
#endregion

public sealed class OrdersClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new OrderStatusConverter() },
        // The web defaults also read "129.95" as a number, which the contract does not allow.
        NumberHandling = JsonNumberHandling.Strict,
    };

    public async Task<Order?> FindAsync(
        string number, CancellationToken cancellation = default)
    {
        using var response = await http.GetAsync(
            $"orders/{Uri.EscapeDataString(number)}", cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<Order>(Json, cancellation);
    }

    public async Task<CancelResult> CancelAsync(
        string number, CancellationToken cancellation = default)
    {
        using var response = await http.PostAsync(
            $"orders/{Uri.EscapeDataString(number)}/cancellation", null, cancellation);
        switch (response.StatusCode)
        {
            case HttpStatusCode.Conflict:
                return CancelResult.Shipped;
            case HttpStatusCode.NotFound:
                return CancelResult.NotFound;
            default:
                response.EnsureSuccessStatusCode();
                return CancelResult.Cancelled;
        }
    }
}
