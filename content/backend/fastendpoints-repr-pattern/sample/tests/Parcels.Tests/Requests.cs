using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Parcels.Tests;

internal static class Requests
{
    public static readonly object Address =
        new { street = "Hafenstr. 4", city = "Kiel", postalCode = "24103" };

    public static async Task<HttpResponseMessage> SendAsync(this HttpClient http, string method,
        string path, string? json = null, string? token = Api.Shop, string? tenant = null,
        string? contentType = "application/json")
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (tenant is not null)
            request.Headers.Add("X-Tenant", tenant);
        if (json is not null)
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(json))
            {
                Headers = { ContentType = contentType is null ? null : new(contentType) },
            };
        return await http.SendAsync(request);
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient http, string method,
        string path, object body, string? token = Api.Shop) =>
        http.SendAsync(method, path, JsonSerializer.Serialize(body), token);

    public static Task<HttpResponseMessage> BookAsync(this HttpClient http, string? token = Api.Shop) =>
        http.SendAsync("POST", "/v1/parcels",
            new { recipient = "Ada", address = Address, weightGrams = 1200 }, token);

    /// <summary>Books a parcel and returns its id.</summary>
    public static async Task<Guid> BookedAsync(this HttpClient http)
    {
        using var response = await http.BookAsync();
        Assert.Equal(201, (int)response.StatusCode);
        return (await response.JsonAsync()).GetProperty("id").GetGuid();
    }

    public static Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>();

    public static string? Media(this HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType;

    public static string[] Names(this JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];
}
