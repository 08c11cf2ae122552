using System.Net;
using Npgsql;
using Shop.Data;

namespace Shop.Tests;

[Collection(ShopTests.Name)]
public sealed class CancelOrderTests(ShopServer shop)
{
    [Fact]
    public async Task A_cancelled_order_gives_its_stock_back()
    {
        var lamp = await shop.AddProductAsync(stock: 5);
        var order = (await shop.PlaceAsync("Ada", (lamp, 2))).Headers.Location;

        var response = await shop.Http.DeleteAsync(order);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(5, await shop.StockAsync(lamp));
        var second = await shop.Http.DeleteAsync(order);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.EndsWith("/not-cancellable", await second.ProblemTypeAsync());
    }

    /// <summary>All eight have read the order as placed before the first may go on.</summary>
    [Fact]
    public async Task Eight_concurrent_cancellations_give_the_stock_back_once()
    {
        var lamp = await shop.AddProductAsync(stock: 50);
        var order = (await shop.PlaceAsync("Ada", (lamp, 2))).Headers.Location;

        Task<HttpResponseMessage>[] cancellations;
        await using (await LockAsync(lamp))
        {
            cancellations = [.. Enumerable.Range(1, 8).Select(_ => shop.Http.DeleteAsync(order))];
            await WaitForAsync(waiting: 8);
        }
        var responses = await Task.WhenAll(cancellations);

        Assert.Single(responses, r => r.StatusCode == HttpStatusCode.NoContent);
        var conflicts = responses.Where(r => r.StatusCode == HttpStatusCode.Conflict).ToList();
        Assert.Equal(7, conflicts.Count);
        foreach (var conflict in conflicts)
            Assert.EndsWith("/changed-meanwhile", await conflict.ProblemTypeAsync());
        Assert.Equal(50, await shop.StockAsync(lamp));
    }

    private async Task<NpgsqlConnection> LockAsync(Product product)
    {
        // Not pooled: closing it ends its transaction.
        var connection = new NpgsqlConnection($"{shop.Connection};Pooling=false");
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
        await using var update = new NpgsqlCommand(
            "SELECT FROM products WHERE id = $1 FOR UPDATE", connection)
        {
            Parameters = { new() { Value = product.Id } },
        };
        await update.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task WaitForAsync(int waiting)
    {
        const string Count = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
        for (var i = 0; i < 200; i++)
        {
            if ((await shop.SqlAsync(Count)).Trim() == $"{waiting}")
                return;
            await Task.Delay(50);
        }
        Assert.Fail($"there were never {waiting} sessions waiting for a lock");
    }
}
