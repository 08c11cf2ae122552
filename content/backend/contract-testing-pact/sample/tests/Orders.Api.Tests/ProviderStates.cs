using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Orders.Api.Tests;

internal static class ProviderStates
{
    public const string Path = "/provider-states";

    private sealed record Request(string State, Dictionary<string, string> Params);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    #region states
    public static async Task SetUpAsync(HttpContext http)
    {
        var orders = http.RequestServices.GetRequiredService<OrderStore>();
        var wanted = (await http.Request.ReadFromJsonAsync<Request>(Json))!;
        var number = wanted.Params["number"];
        switch (wanted.State)
        {
            case "no order":
                orders.Remove(number);
                break;
            case "an order"
                when Enum.TryParse<OrderStatus>(wanted.Params["status"], out var status):
                orders.Put(new() { Number = number, Status = status });
                break;
            default:
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                break;
        }
    }
    #endregion
}
