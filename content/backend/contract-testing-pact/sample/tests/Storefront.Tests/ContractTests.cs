using System.Net;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PactNet;
using Pacts;
using Xunit.Abstractions;

namespace Storefront.Tests;

/// <summary>The tests that write the contract.</summary>
public sealed class ContractTests(ITestOutputHelper output)
{
    #region record
    private readonly IPactBuilderV4 pact = OrdersPact.Start(new TestOutput(output));

    [Theory]
    [InlineData(OrderStatus.Placed)]
    [InlineData(OrderStatus.Shipped)]
    [InlineData(OrderStatus.Cancelled)]
    public async Task An_order_is_read_in_each_status(OrderStatus status)
    {
        pact.ExpectOrder(status);

        await pact.VerifyAsync(async mock =>
        {
            using var http = new HttpClient { BaseAddress = mock.MockServerUri };
            var order = await new OrdersClient(http).FindAsync("A-17");
            Assert.Equal(("A-17", status, 129.95m, new DateOnly(2026, 11, 2)),
                (order!.Number, order.Status, order.Total, order.PlacedOn));
        });
    }
    #endregion

    [Fact]
    public async Task An_unknown_number_is_no_order()
    {
        pact.ExpectNoOrder();

        await pact.VerifyAsync(async mock =>
        {
            using var http = new HttpClient { BaseAddress = mock.MockServerUri };
            Assert.Null(await new OrdersClient(http).FindAsync("A-99"));
        });
    }

    [Fact]
    public async Task A_placed_order_is_cancelled_from_the_page()
    {
        pact.ExpectOrder(OrderStatus.Placed);
        pact.ExpectCancellation(OrderStatus.Placed, HttpStatusCode.NoContent);

        await pact.VerifyAsync(async mock =>
            Assert.Equal("Cancelled", await PressCancelAsync(mock.MockServerUri)));
    }

    #region component
    [Fact]
    public async Task The_page_says_that_a_shipped_order_cannot_be_cancelled()
    {
        pact.ExpectOrder(OrderStatus.Placed);
        pact.ExpectCancellation(OrderStatus.Shipped, HttpStatusCode.Conflict);

        await pact.VerifyAsync(async mock =>
            Assert.Equal("It has already shipped.", await PressCancelAsync(mock.MockServerUri)));
    }
    #endregion

    private static async Task<string> PressCancelAsync(Uri api)
    {
        await using var page = new BunitContext();
        using var http = new HttpClient { BaseAddress = api };
        page.Services.AddSingleton(new OrdersClient(http));
        var panel = page.Render<OrderPanel>(p => p.Add(x => x.Number, "A-17"));

        var button = await panel.WaitForElementAsync("button");
        await button.ClickAsync();
        Assert.Empty(panel.FindAll("button"));
        return panel.Find("[role=status]").TextContent;
    }
}
