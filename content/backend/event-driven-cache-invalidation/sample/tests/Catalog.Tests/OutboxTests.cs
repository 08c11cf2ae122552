using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Offprint.Servers;

namespace Catalog.Tests;

/// <summary>The table of invalidations, its statement, and the whole as it is registered.</summary>
[Collection(RealServers.Name)]
public sealed class OutboxTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_limit_inside_IN_does_not_bound_the_batch()
    {
        const string TakeIn = """
            DELETE FROM invalidation WHERE seq IN (
                SELECT seq FROM invalidation ORDER BY seq LIMIT 100 FOR UPDATE SKIP LOCKED)
            """;

        Assert.Equal(1_000, await TakeAsync(TakeIn));
        Assert.Equal(100, await TakeAsync(InvalidationRelay.TakeBatch));
    }

    [Fact]
    public async Task Two_relays_at_the_same_time_send_every_row_once()
    {
        await NoteAsync(1_000);

        var sent = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => DrainAsync()));

        Assert.Equal(1_000, sent.Sum());
        Assert.Equal(0, await shop.CountUnsentAsync());
        Assert.Equal(1_000, await shop.Counter.LastAsync());

        async Task<int> DrainAsync()
        {
            var (all, last) = (0, 0);
            do
                all += last = await shop.Relay.RunOnceAsync();
            while (last > 0);
            return all;
        }
    }

    [Fact]
    public async Task A_relay_passes_by_the_rows_that_another_holds()
    {
        await NoteAsync(150);
        await using var other = await shop.Database.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(
            "SELECT seq FROM invalidation ORDER BY seq LIMIT 100 FOR UPDATE", other);
        await hold.ExecuteNonQueryAsync();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        Assert.Equal(50, await shop.Relay.RunOnceAsync(patience.Token));
    }

    [Fact]
    public async Task Two_hosts_as_registered_keep_each_other_up_to_date()
    {
        using var here = await StartHostAsync();
        using var there = await StartHostAsync();
        var id = await shop.AddProductAsync(price: 10);
        var reader = there.Services.GetRequiredService<CatalogNode>();
        await Eventually.TrueAsync(
            () => there.Services.GetRequiredService<NodeMemory>().Trusted, "trust");
        Assert.Equal(10, (await reader.GetAsync(id))!.Price);

        await here.Services.GetRequiredService<ProductWriter>().SetPriceAsync(id, 20);
        await Eventually.TrueAsync(
            async () => (await reader.GetAsync(id))!.Price == 20, "the event");

        // A writer that died: the timer of either host sends it.
        await shop.Products.SetPriceAsync(id, 30);
        await Eventually.TrueAsync(
            async () => (await reader.GetAsync(id))!.Price == 30, "the timer");
        await here.StopAsync();
        await there.StopAsync();
    }

    [Fact]
    public async Task A_read_as_registered_ends_long_before_its_floor_does()
    {
        using var host = await StartHostAsync();
        var id = await shop.AddProductAsync();
        await using var other = await shop.Database.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand(
            "LOCK TABLE product IN ACCESS EXCLUSIVE MODE", other);
        await hold.ExecuteNonQueryAsync();

        var clock = Stopwatch.StartNew();
        var ended = await Assert.ThrowsAsync<NpgsqlException>(
            () => host.Services.GetRequiredService<CatalogNode>().GetAsync(id));

        Assert.IsType<TimeoutException>(ended.InnerException);
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(4.5), shop.Settings.FloorLife / 2);
        await transaction.RollbackAsync();
        await host.StopAsync();
    }

    private async Task<IHost> StartHostAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddCatalog(
            shop.Settings with { Life = TimeSpan.FromMinutes(10) }, shop.DatabaseUrl,
            servers.Redis.ConnectionString, servers.Nats.Url);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    /// <summary>
    /// How many of 1,000 rows the statement takes when the planner puts its subquery on the
    /// inner side of a nested loop, as it may after statistics have changed.
    /// </summary>
    private async Task<int> TakeAsync(string statement)
    {
        await NoteAsync(1_000);
        await using var connection = await shop.Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(
            $"""
            SET LOCAL enable_hashjoin = off;
            SET LOCAL enable_mergejoin = off;
            SET LOCAL enable_hashagg = off;
            SET LOCAL enable_sort = off;
            SET LOCAL enable_material = off;
            {statement}
            """, connection);
        var taken = await command.ExecuteNonQueryAsync();
        await transaction.RollbackAsync();
        await using var empty = shop.Database.CreateCommand("TRUNCATE invalidation");
        await empty.ExecuteNonQueryAsync();
        return taken;
    }

    private async Task NoteAsync(int rows)
    {
        await using var command = shop.Database.CreateCommand(
            "INSERT INTO invalidation (product_id, version) "
            + "SELECT 'p' || n, 2 FROM generate_series(1, $1) n");
        command.Parameters.AddWithValue(rows);
        await command.ExecuteNonQueryAsync();
    }
}
