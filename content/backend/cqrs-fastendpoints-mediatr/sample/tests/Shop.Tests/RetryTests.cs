using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shop.Data;
using Shop.Features;

namespace Shop.Tests;

/// <summary>What a lost connection, a repeated request and a client that leaves can do.</summary>
[Collection(ShopTests.Name)]
public sealed class RetryTests(ShopServer shop)
{
    [Fact]
    public async Task A_command_whose_connection_dies_is_retried_and_places_one_order()
    {
        var lamp = await shop.AddProductAsync(stock: 5);
        shop.Faults.Add("Severed", command => shop.SqlAsync(
            $"SELECT pg_terminate_backend({((NpgsqlConnection)command.Connection!).ProcessID}, 5000)"));

        var response = await shop.PlaceAsync("Severed", (lamp, 2));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(1, await shop.OrdersOfAsync("Severed"));
        Assert.Equal(3, await shop.StockAsync(lamp));
    }

    [Theory]
    [InlineData("Keyed", 1)]
    [InlineData("Keyless", 2)]
    public async Task A_retry_after_a_lost_commit_reply_needs_a_key(string customer, int orders)
    {
        var lamp = await shop.AddProductAsync(stock: 5);
        Guid? key = customer == "Keyed" ? Guid.NewGuid() : null;
        shop.Faults.OnCommit.After = () => throw new NpgsqlException(
            "the connection was lost", new IOException());

        var response = await shop.PlaceAsync(key, customer, (lamp, 1));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(orders, await shop.OrdersOfAsync(customer));
        Assert.Equal(5 - orders, await shop.StockAsync(lamp));
    }

    #region same-key
    [Fact]
    public async Task Twenty_requests_with_one_key_place_one_order()
    {
        var lamp = await shop.AddProductAsync(stock: 50);
        var key = Guid.NewGuid();

        var responses = await Task.WhenAll(Enumerable.Range(1, 20)
            .Select(_ => shop.PlaceAsync(key, "Twice", (lamp, 2))));

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.Created, r.StatusCode));
        Assert.Single(responses.Select(r => r.Headers.Location).Distinct());
        Assert.Equal(48, await shop.StockAsync(lamp));
    }
    #endregion

    [Fact]
    public async Task A_key_used_for_another_command_is_rejected()
    {
        var lamp = await shop.AddProductAsync(stock: 50);
        var key = Guid.NewGuid();
        await shop.PlaceAsync(key, "Reuse", (lamp, 2));

        var response = await shop.PlaceAsync(key, "Reuse", (lamp, 3));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.EndsWith("/key-reused", await response.ProblemTypeAsync());
        Assert.Equal(48, await shop.StockAsync(lamp));
    }

    [Fact]
    public async Task A_rejected_command_leaves_its_key_free()
    {
        var lamp = await shop.AddProductAsync(stock: 0);
        var key = Guid.NewGuid();
        Assert.Equal(HttpStatusCode.Conflict,
            (await shop.PlaceAsync(key, "Later", (lamp, 1))).StatusCode);
        await shop.SqlAsync($"UPDATE products SET stock = 1 WHERE id = '{lamp.Id}'");

        Assert.Equal(HttpStatusCode.Created,
            (await shop.PlaceAsync(key, "Later", (lamp, 1))).StatusCode);
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_commit_does_not_stop_it()
    {
        var lamp = await shop.AddProductAsync(stock: 5);
        using var client = new CancellationTokenSource();
        shop.Faults.OnCommit.Before = client.Cancel;

        var id = await shop.InScopeAsync(services => services.GetRequiredService<ISender>()
            .Send(new PlaceOrder("Gone", [new(lamp.Id, 1)]), client.Token));

        Assert.True(client.IsCancellationRequested);
        Assert.NotEqual(default, id);
        Assert.Equal(1, await shop.OrdersOfAsync("Gone"));
    }

    [Fact]
    public Task A_command_within_a_command_is_rejected() => shop.InScopeAsync(services =>
    {
        var context = services.GetRequiredService<ShopContext>();
        return Assert.ThrowsAsync<InvalidOperationException>(() => context.InTransactionAsync(
            token => context.InTransactionAsync(_ => Task.FromResult(0), token), default));
    });
}
