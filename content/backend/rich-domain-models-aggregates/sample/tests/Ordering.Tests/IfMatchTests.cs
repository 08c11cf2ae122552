using System.Net;
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
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOrdering(await database.CreateEmptyAsync());
        await using var api = builder.Build();
        api.MapOrders();
        await api.StartAsync();
        await using (var context = await api.Services
            .GetRequiredService<IDbContextFactory<OrderingContext>>().CreateDbContextAsync())
            await context.Database.EnsureCreatedAsync();
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
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{url}/place");
            if (version is not null)
                request.Headers.TryAddWithoutValidation("If-Match", version);
            return (await client.SendAsync(request)).StatusCode;
        }
    }
}
