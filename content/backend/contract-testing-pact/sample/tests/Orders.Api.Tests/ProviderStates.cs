using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Orders.Api.Tests;

internal static class ProviderStates
{
    public const string Path = "/provider-states";

    #region states
    public static async Task SetUpAsync(HttpContext http)
    {
        var orders = http.RequestServices.GetRequiredService<OrderStore>();
        var state = await http.Request.ReadFromJsonAsync<ProviderState>(http.RequestAborted);
        switch (state?.State)
        {
            case "no order" when state.Text("number") is { } number:
                orders.Remove(number);
                break;
            case "an order" when state.Text("number") is { } number
                && Enum.TryParse<OrderStatus>(state.Text("status"), out var status):
                orders.Put(Order(number, status));
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                break;
        }
    }
    #endregion

    private sealed record ProviderState(string State, Dictionary<string, JsonElement>? Params)
    {
        /// <summary>A parameter "17" is recorded as the number 17.</summary>
        public string? Text(string name) =>
            Params?.TryGetValue(name, out var value) is true ? value.ToString() : null;
    }

    private static Order Order(string number, OrderStatus status) => new()
    {
        Number = number,
        Status = status,
        Total = 48.5m,
        Currency = "EUR",
        PlacedOn = new(2026, 9, 30),
        Customer = "C-2041",
        Warehouse = "North",
        Parcels = 1,
    };
}
