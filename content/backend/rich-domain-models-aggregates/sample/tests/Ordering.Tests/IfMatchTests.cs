using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Ordering.Api;
using Ordering.Persistence;

namespace Ordering.Tests;

/// <summary>A person decides on the version that they have seen.</summary>
[Collection(DatabaseTests.Name)]
public sealed class IfMatchTests(Database database)
{
    [Fact]
    public async Task Placing_an_order_that_has_moved_since_it_was_seen_gets_412()
    {
        await using var api = await StartAsync();
        using var client = new HttpClient { BaseAddress = new(api.Urls.Single()) };
        var store = api.Services.GetRequiredService<Store>();
        var order = await PersistenceTests.AddDraftAsync(store);
        var url = $"/orders/{order.Id.Value}";

        var seen = (await client.GetAsync(url)).Headers.ETag!.Tag;
        await store.ChangeAsync(order.Id,
            o => o.ChangeQuantity(Sku.Of("AB-0001"), Quantity.Of(2)));

        Assert.Equal(HttpStatusCode.PreconditionRequired, await PlaceAsync(null));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await PlaceAsync(seen));
        Assert.Equal(OrderStatus.Draft, (await store.ReadAsync(order.Id)).Status);
        seen = (await client.GetAsync(url)).Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.NoContent, await PlaceAsync(seen));
        Assert.Equal(OrderStatus.Placed, (await store.ReadAsync(order.Id)).Status);

        async Task<HttpStatusCode> PlaceAsync(string? version)
        {
            using var response = await PostAsync(client, $"{url}/place", version);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_broken_rule_gets_422_and_its_code()
    {
        await using var api = await StartAsync();
        using var client = new HttpClient { BaseAddress = new(api.Urls.Single()) };
        var store = api.Services.GetRequiredService<Store>();
        var order = await PersistenceTests.AddDraftAsync(store);
        await store.ChangeAsync(order.Id, o => o.RemoveLine(Sku.Of("AB-0001")));
        var url = $"/orders/{order.Id.Value}";
        var seen = (await client.GetAsync(url)).Headers.ETag!.Tag;

        using var response = await PostAsync(client, $"{url}/place", seen);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("NotEmpty", problem.GetProperty("rule").GetString());
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOrdering(await database.CreateEmptyAsync());
        var api = builder.Build();
        api.MapOrders();
        await api.StartAsync();
        await using var context = await api.Services
            .GetRequiredService<IDbContextFactory<OrderingContext>>().CreateDbContextAsync();
        await context.Database.EnsureCreatedAsync();
        return api;
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string url, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await client.SendAsync(request);
    }
}
