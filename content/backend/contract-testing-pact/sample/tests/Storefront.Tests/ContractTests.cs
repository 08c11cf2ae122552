using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Pact;

namespace Storefront.Tests;

public sealed class ContractTests(Contract contract) : IClassFixture<Contract>
{
    #region record
    [Theory]
    [InlineData(OrderStatus.Placed)]
    [InlineData(OrderStatus.Shipped)]
    [InlineData(OrderStatus.Cancelled)]
    public Task An_order_is_read_in_each_status(OrderStatus status) => contract.RecordAsync(
        async http =>
        {
            var order = await new OrdersClient(http).FindAsync("A-17");

            Assert.Equal(new Order
            {
                Number = "A-17",
                Status = status,
                Total = 129.95m,
                PlacedOn = new(2026, 11, 2),
            }, order);
        },
        Look(status));

    internal static Interaction Look(OrderStatus status) => new($"a look at an order: {status}")
    {
        Given = Given.Order("A-17", status),
        Request = (HttpMethod.Get, "/orders/A-17"),
        Status = 200,
        Body = new
        {
            number = "A-17",
            status = status.ToString(),
            total = Match.Number(129.95m),
            placedOn = Match.Date("2026-11-02"),
        },
    };
    #endregion

    [Fact]
    public Task An_unknown_number_is_no_order() => contract.RecordAsync(
        async http => Assert.Null(await new OrdersClient(http).FindAsync("A-99")),
        new Interaction("a look at an unknown number")
        {
            Given = Given.NoOrder("A-99"),
            Request = (HttpMethod.Get, "/orders/A-99"),
            Status = 404,
        });

    [Fact]
    public Task A_placed_order_is_cancelled_from_the_page() => contract.RecordAsync(
        async http => Assert.Equal("Cancelled", await PressCancelAsync(http)),
        Look(OrderStatus.Placed), Cancel(OrderStatus.Placed, 204));

    #region component
    [Fact]
    public Task The_page_says_that_a_shipped_order_cannot_be_cancelled() => contract.RecordAsync(
        async http => Assert.Equal(
            "It has already left the warehouse.", await PressCancelAsync(http)),
        Look(OrderStatus.Placed), Cancel(OrderStatus.Shipped, 409));

    private static async Task<string> PressCancelAsync(HttpClient http)
    {
        await using var page = new BunitContext();
        page.Services.AddSingleton(new OrdersClient(http));
        var panel = page.Render<OrderPanel>(p => p.Add(x => x.Number, "A-17"));

        var button = await panel.WaitForElementAsync("button");
        await button.ClickAsync();
        return panel.Find("[role=status]").TextContent;
    }
    #endregion

    private static Interaction Cancel(OrderStatus status, ushort answer) =>
        new($"a cancellation: {status}")
        {
            Given = Given.Order("A-17", status),
            Request = (HttpMethod.Post, "/orders/A-17/cancellation"),
            Status = answer,
        };
}
