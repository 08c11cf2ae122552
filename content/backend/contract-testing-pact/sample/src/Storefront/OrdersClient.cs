using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Storefront;

public enum OrderStatus { Unknown, Placed, Shipped, Cancelled }

public enum Cancellation { Done, TooLate }

#region client
public sealed record Order
{
    public required string Number { get; init; }
    public required OrderStatus Status { get; init; }
    public required decimal Total { get; init; }
    public required DateOnly PlacedOn { get; init; }
}

public sealed class OrdersClient(HttpClient http)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new OrderStatusConverter() },
        // The web defaults read "129.95" as a number, which the contract does not allow.
        NumberHandling = JsonNumberHandling.Strict,
    };

    public async Task<Order?> FindAsync(string number)
    {
        using var answer = await http.GetAsync($"orders/{number}");
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return null;
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Order>(Json);
    }
    #endregion

    public async Task<Cancellation> CancelAsync(string number)
    {
        using var answer = await http.PostAsync($"orders/{number}/cancellation", null);
        if (answer.StatusCode == HttpStatusCode.Conflict)
            return Cancellation.TooLate;
        answer.EnsureSuccessStatusCode();
        return Cancellation.Done;
    }
}
