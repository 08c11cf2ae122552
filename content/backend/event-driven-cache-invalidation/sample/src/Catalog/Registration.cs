using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NATS.Client.Core;
using Npgsql;
using StackExchange.Redis;

namespace Catalog;

public static class Registration
{
    #region registration
    public static IServiceCollection AddCatalog(
        this IServiceCollection services, string postgres, string redis, string nats,
        string subject)
    {
        var life = TimeSpan.FromMinutes(10);
        var floorLife = TimeSpan.FromSeconds(30);

        return services
            .AddSingleton(_ => NpgsqlDataSource.Create(postgres))
            .AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect(
                RedisOptions(redis)))
            .AddSingleton(all => all.GetRequiredService<IConnectionMultiplexer>().GetDatabase())
            .AddSingleton<INatsConnection>(_ => new NatsConnection(
                new NatsOpts { Url = nats, RetryOnInitialConnect = true }))
            .AddSingleton<ProductTable>()
            .AddSingleton<IProducts>(all => all.GetRequiredService<ProductTable>())
            .AddSingleton(all => new SharedCache(
                all.GetRequiredService<IDatabase>(), life, floorLife,
                all.GetRequiredService<ILogger<SharedCache>>()))
            .AddSingleton(_ => new NodeMemory(life, floorLife, capacity: 10_000))
            .AddSingleton(all => ActivatorUtilities.CreateInstance<EventCounter>(all, subject))
            .AddSingleton(
                all => ActivatorUtilities.CreateInstance<InvalidationRelay>(all, subject))
            .AddSingleton<CatalogNode>()
            .AddSingleton<ProductWriter>()
            .AddHostedService(
                all => ActivatorUtilities.CreateInstance<InvalidationListener>(all, subject))
            .AddHostedService(all => ActivatorUtilities.CreateInstance<InvalidationTimer>(
                all, TimeSpan.FromSeconds(1)));
    }

    public static ConfigurationOptions RedisOptions(string redis)
    {
        var options = ConfigurationOptions.Parse(redis);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast; // no queue while disconnected
        options.AsyncTimeout = 500;
        return options;
    }
    #endregion
}
