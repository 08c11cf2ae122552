using System.Net;
using System.Text;
using System.Text.Json;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Storefront.Tests;

/// <summary>The client and the panel with responses that no contract has an example of.</summary>
public sealed class OrderPanelTests
{
    [Fact]
    public async Task A_total_that_is_text_is_rejected_by_its_path()
    {
        using var http = Client(number => Order(number, "Placed", "\"20\""));

        var failure = await Assert.ThrowsAsync<JsonException>(
            () => new OrdersClient(http).FindAsync("A-18"));

        Assert.Equal("$.total", failure.Path);
    }

    [Fact]
    public async Task A_number_is_escaped_in_the_path()
    {
        string? asked = null;
        using var http = Client(number =>
        {
            asked = number;
            return new(HttpStatusCode.NotFound);
        });

        await new OrdersClient(http).FindAsync("A/17?x");

        Assert.Equal("A%2F17%3Fx", asked);
    }

    [Fact]
    public async Task A_status_added_later_is_shown_as_Unknown()
    {
        await using var page = PageWith(Client(number => Order(number, "Delayed", "20")));

        var panel = page.Render<OrderPanel>(p => p.Add(x => x.Number, "A-18"));

        Assert.Equal("Unknown", panel.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_response_without_total_is_an_error_and_not_an_order_of_zero()
    {
        await using var page = PageWith(Client(_ => Json("""
            { "number": "A-18", "status": "Placed", "amount": 20, "placedOn": "2026-11-03" }
            """)));

        var panel = page.Render<OrderPanel>(p => p.Add(x => x.Number, "A-18"));

        Assert.Contains("could not be loaded", panel.Find("[role=status]").TextContent);
        Assert.DoesNotContain("0.00", panel.Markup);
    }

    [Fact]
    public async Task A_slow_response_for_the_order_before_does_not_replace_this_one()
    {
        var slow = new TaskCompletionSource<HttpResponseMessage>();
        await using var page = PageWith(Client(number => number == "A-1"
            ? slow.Task
            : Task.FromResult(Order(number, "Placed", "20"))));
        var panel = page.Render<OrderPanel>(p => p.Add(x => x.Number, "A-1"));

        panel.Render(p => p.Add(x => x.Number, "A-2"));
        slow.SetResult(Order("A-1", "Shipped", "10"));

        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(50);
            Assert.Equal("Order A-2", panel.Find("h2").TextContent);
        }
    }

    private static BunitContext PageWith(HttpClient http)
    {
        var page = new BunitContext();
        page.Services.AddSingleton(new OrdersClient(http));
        return page;
    }

    private static HttpResponseMessage Order(string number, string status, string total) => Json(
        $$"""
        {
          "number": "{{number}}",
          "status": "{{status}}",
          "total": {{total}},
          "placedOn": "2026-11-03"
        }
        """);

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private static HttpClient Client(Func<string, HttpResponseMessage> respond) =>
        Client(number => Task.FromResult(respond(number)));

    private static HttpClient Client(Func<string, Task<HttpResponseMessage>> respond) =>
        new(new Responses(respond)) { BaseAddress = new("http://orders/") };

    private sealed class Responses(Func<string, Task<HttpResponseMessage>> respond)
        : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellation) =>
            respond(request.RequestUri!.AbsolutePath["/orders/".Length..]);
    }
}
