using System.Net;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class CancelOrderTests(ShopServer shop)
{
    [Fact]
    public async Task A_cancelled_order_gives_its_stock_back()
    {
        var lamp = await shop.AddProductAsync(stock: 5);
        var order = (await shop.PlaceAsync("Ada", (lamp, 2))).Headers.Location;

        var answer = await shop.Http.DeleteAsync(order);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(5, await shop.StockAsync(lamp));
        Assert.Equal(HttpStatusCode.Conflict, (await shop.Http.DeleteAsync(order)).StatusCode);
    }

    [Fact]
    public async Task Cancelled_by_many_at_once_it_gives_its_stock_back_once()
    {
        var lamp = await shop.AddProductAsync(stock: 50);
        for (var round = 0; round < 5; round++)
        {
            var order = (await shop.PlaceAsync("Ada", (lamp, 2))).Headers.Location;

            var answers = await Task.WhenAll(
                Enumerable.Range(1, 8).Select(_ => shop.Http.DeleteAsync(order)));

            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.NoContent);
            Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
            Assert.Equal(50, await shop.StockAsync(lamp));
        }
    }
}
