using System.Net;
using System.Net.Http.Json;
using Shop.Features;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class PlaceOrderTests(ShopServer shop)
{
    [Fact]
    public async Task A_placed_order_is_there_for_the_next_read()
    {
        var lamp = await shop.AddProductAsync(stock: 5, price: 19.90m);

        var response = await shop.PlaceAsync("Ada", (lamp, 2));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var view = await shop.Http.GetFromJsonAsync<OrderView>(response.Headers.Location);
        Assert.Equal(("Ada", "Placed", 39.80m), (view!.Customer, view.Status, view.Total));
        Assert.Equal(new OrderView.Line(lamp.Name, 2, 19.90m), Assert.Single(view.Lines));
        Assert.Equal(3, await shop.StockAsync(lamp));
    }

    #region half-way
    [Fact]
    public async Task An_order_that_fails_halfway_takes_nothing()
    {
        var inStock = await shop.AddProductAsync(stock: 5);
        var soldOut = await shop.AddProductAsync(stock: 0);

        var response = await shop.PlaceAsync("Half", (inStock, 2), (soldOut, 1));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(5, await shop.StockAsync(inStock));
        Assert.Equal(0, await shop.OrdersOfAsync("Half"));
    }
    #endregion

    [Fact]
    public async Task The_last_ten_items_go_to_ten_of_thirty_orders()
    {
        var lamp = await shop.AddProductAsync(stock: 10);

        var responses = await Task.WhenAll(Enumerable.Range(1, 30)
            .Select(_ => shop.PlaceAsync("Rush", (lamp, 1))));

        Assert.Equal(10, responses.Count(r => r.StatusCode == HttpStatusCode.Created));
        Assert.Equal(20, responses.Count(r => r.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(0, await shop.StockAsync(lamp));
    }

    [Fact]
    public async Task Orders_for_the_same_products_in_opposite_order_do_not_deadlock()
    {
        var a = await shop.AddProductAsync(stock: 1_000);
        var b = await shop.AddProductAsync(stock: 1_000);
        var before = shop.Transactions.Begun;

        var responses = await Task.WhenAll(Enumerable.Range(1, 60).Select(i => i % 2 == 0
            ? shop.PlaceAsync("Pair", (a, 1), (b, 1))
            : shop.PlaceAsync("Pair", (b, 1), (a, 1))));

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.Created, r.StatusCode));
        Assert.Equal((940, 940), (await shop.StockAsync(a), await shop.StockAsync(b)));
        // A deadlock would be retried, in one more transaction.
        Assert.Equal(before + 60, shop.Transactions.Begun);
    }
}
