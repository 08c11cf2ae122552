using System.Net;
using System.Net.Http.Json;
using Shop.Data;
using Shop.Features;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class PlaceOrderTests(ShopServer shop)
{
    [Fact]
    public async Task A_placed_order_is_there_for_the_next_read()
    {
        var lamp = await shop.AddProductAsync(stock: 5, price: 19.90m);

        var answer = await shop.PlaceAsync("Ada", (lamp, 2));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var view = await shop.Http.GetFromJsonAsync<OrderView>(answer.Headers.Location);
        Assert.Equal(("Ada", "Placed", 39.80m), (view!.Customer, view.Status, view.Total));
        Assert.Equal(new OrderView.Line(lamp.Name, 2, 19.90m), Assert.Single(view.Lines));
        Assert.Equal(3, await shop.StockAsync(lamp));
    }

    #region half-way
    [Fact]
    public async Task An_order_that_fails_half_way_takes_nothing()
    {
        var inStock = await shop.AddProductAsync(stock: 5);
        var soldOut = await shop.AddProductAsync(stock: 0);

        var answer = await shop.PlaceAsync("Half", (inStock, 2), (soldOut, 1));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(5, await shop.StockAsync(inStock));
        var list = await shop.Http.GetFromJsonAsync<OrderRow[]>("/orders?customer=Half");
        Assert.Empty(list!);
    }
    #endregion

    [Fact]
    public async Task The_last_ten_pieces_go_to_ten_of_thirty()
    {
        var lamp = await shop.AddProductAsync(stock: 10);

        var answers = await Task.WhenAll(Enumerable.Range(1, 30)
            .Select(_ => shop.PlaceAsync("Rush", (lamp, 1))));

        Assert.Equal(10, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(20, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(0, await shop.StockAsync(lamp));
    }

    [Fact]
    public async Task Orders_of_the_same_articles_in_opposite_sequence_do_not_deadlock()
    {
        var a = await shop.AddProductAsync(stock: 1_000);
        var b = await shop.AddProductAsync(stock: 1_000);

        var answers = await Task.WhenAll(Enumerable.Range(1, 60).Select(i => i % 2 == 0
            ? shop.PlaceAsync("Pair", (a, 1), (b, 1))
            : shop.PlaceAsync("Pair", (b, 1), (a, 1))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Equal((940, 940), (await shop.StockAsync(a), await shop.StockAsync(b)));
    }
}
