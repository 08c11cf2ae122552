using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Orders.Tests;

/// <summary>
/// Servers are killed, on purpose or while everything works. They are this test's own: after a
/// crash PostgreSQL looks at every file, and the shared one has many.
/// </summary>
[Collection(RealServers.Name)]
public sealed class ChaosTests : IAsyncLifetime
{
    private readonly Fixture servers = new();
    private readonly CancellationTokenSource writing = new(), billing = new();
    private Shop shop = null!;

    public async Task InitializeAsync()
    {
        await servers.InitializeAsync();
        shop = await Shop.OpenAsync(servers);
    }

    public async Task DisposeAsync()
    {
        await writing.CancelAsync();
        await billing.CancelAsync();
        await servers.DisposeAsync();
    }

    [Fact]
    public async Task A_killed_database_has_kept_order_and_event()
    {
        var id = await shop.PlaceAsync(extensions: 1);

        await servers.Postgres.KillAsync();
        await servers.Postgres.StartAgainAsync();
        NpgsqlConnection.ClearAllPools();

        Assert.Equal(1, await shop.CountAsync("orders"));
        Assert.Equal(2, await shop.CountAsync($"outbox WHERE order_id = '{id}'"));
    }

    [Fact]
    public async Task With_relays_broker_and_database_killed_under_load_both_sides_agree()
    {
        await using var worker = await Worker.StartListeningAsync(
            shop, TimeSpan.FromMilliseconds(200));
        var writers = Enumerable.Range(1, 4).Select(n => Task.Run(() => WriteAsync(n))).ToList();
        var bill = Task.Run(BillAsync);

        for (var round = 0; round < 3; round++)
        {
            using var relay = Crash.Start(
                "relay", $"{RelayStep.Deleted}", shop.OrdersConnection, shop.NatsUrl);
            try
            {
                await Task.Delay(1_000);
                await servers.Nats.KillAsync();
                await Task.Delay(300);
                await servers.Nats.StartAgainAsync();
                await Task.Delay(300);
                await servers.Postgres.KillAsync();
                await servers.Postgres.StartAgainAsync();
                await Task.Delay(300);
            }
            finally
            {
                relay.Kill(); // unless it has met its own end
            }
        }
        await writing.CancelAsync();
        await Task.WhenAll(writers);
        NpgsqlConnection.ClearAllPools(); // connections to a server that was killed
        shop.Database.Clear();

        await Eventually.TrueAsync(
            async () => await shop.CountAsync("outbox") == 0, "the outbox is empty", seconds: 120);
        await billing.CancelAsync();
        await bill;
        await shop.BillAllAsync();
        await shop.AssertBilledAsync();
        Assert.InRange(await shop.CountAsync("orders"), 5, 400);
    }

    private async Task WriteAsync(int seed)
    {
        var random = new Random(seed);
        for (var n = 0; n < 100 && !writing.IsCancellationRequested; n++)
        {
            try
            {
                await shop.PlaceAsync(random.Next(1, 100), extensions: random.Next(4));
            }
            catch (Exception e) when (e is DbUpdateException or InvalidOperationException
                or System.Data.Common.DbException)
            {
                await Task.Delay(50); // only the table knows whether that commit took place
            }
        }
    }

    private async Task BillAsync()
    {
        while (!billing.IsCancellationRequested)
        {
            try
            {
                var consumer = await shop.JetStream.GetConsumerAsync(
                    Shop.Stream, Shop.Consumer, billing.Token);
                await new BillingConsumer(
                    consumer, new Billing(shop.Ledgers).ApplyAsync,
                    NullLogger<BillingConsumer>.Instance).RunAsync(billing.Token);
            }
            catch (Exception)
            {
                await Task.Delay(50);
            }
        }
    }
}
