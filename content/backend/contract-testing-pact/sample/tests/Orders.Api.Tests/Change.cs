using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Orders.Api.Tests;

/// <summary>
/// Another release of the API: what this one responds, edited on its way out.
/// </summary>
/// <param name="Body">Edits an order.</param>
/// <param name="Status">Gives the status code in place of the API's.</param>
public sealed record Change(Action<JsonObject>? Body = null, Func<int, int>? Status = null)
{
    public async Task ApplyAsync(HttpContext http, RequestDelegate next)
    {
        var client = http.Response.Body;
        using var response = new MemoryStream();
        http.Response.Body = response;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = client;
        }

        if (Status is not null)
            http.Response.StatusCode = Status(http.Response.StatusCode);
        if (response.Length == 0)
            return;
        var order = JsonNode.Parse(response.ToArray())!.AsObject();
        Body?.Invoke(order);
        http.Response.ContentLength = null;
        await http.Response.WriteAsync(order.ToJsonString(), http.RequestAborted);
    }
}

internal static class Edits
{
    public static void Rename(this JsonObject order, string from, string to)
    {
        order[to] = order[from]!.DeepClone();
        order.Remove(from);
    }
}
