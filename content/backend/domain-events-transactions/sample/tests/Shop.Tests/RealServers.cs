using Npgsql;
using Offprint.Servers;
using Shop.Persistence;

namespace Shop.Tests;

[CollectionDefinition(Name)]
public sealed class ServersCollection : ICollectionFixture<RealServers>
{
    public const string Name = "real servers";
}

/// <summary>One PostgreSQL and one NATS for all tests; each test has a database of its own.</summary>
public sealed class RealServers : IAsyncLifetime
{
    private int databases;

    public PostgresServer Postgres { get; private set; } = null!;

    public NatsServer Nats { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync();
        Nats = await NatsServer.StartAsync(jetStream: true);
        await Postgres.RunSqlAsync("CREATE DATABASE shop_template");
        await using (var services = TestShop.ServicesFor(Postgres.ConnectionString("shop_template"), _ => { }))
        {
            await using var scope = services.CreateAsyncScope();
            var shop = scope.ServiceProvider.GetRequiredService<ShopContext>();
            await shop.Database.EnsureCreatedAsync();
        }
        NpgsqlConnection.ClearAllPools();
        await Postgres.RunSqlAsync($"""
            {ShopContext.Sales};
            {Mailing.ConfirmationMailer.Inbox};
            INSERT INTO stock (sku, available, reorder_below) VALUES ('desk', 100000, 0), ('lamp', 100000, 0), ('chair', 10, 5)
            """, "shop_template");
    }

    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"shop_{Interlocked.Increment(ref databases)}";
        await Postgres.RunSqlAsync($"CREATE DATABASE {name} TEMPLATE shop_template");
        return Postgres.ConnectionString(name);
    }

    public async Task DisposeAsync()
    {
        await Nats.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}

public static class Until
{
    /// <summary>Polls until the condition holds; a failure says what was waited for.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> condition)
    {
        var end = DateTime.UtcNow + TimeSpan.FromSeconds(60);
        while (!await condition())
        {
            if (DateTime.UtcNow > end)
                Assert.Fail($"still not so after waiting: {what}");
            await Task.Delay(10);
        }
    }

    public static Task TrueAsync(string what, Func<bool> condition) =>
        TrueAsync(what, () => Task.FromResult(condition()));
}
