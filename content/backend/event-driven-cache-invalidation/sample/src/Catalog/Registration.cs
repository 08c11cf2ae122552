using Microsoft.Extensions.DependencyInjection;
using NATS.Client.Core;
using Npgsql;
using StackExchange.Redis;

namespace Catalog;

public static class Registration
{
    #region registration
    public static IServiceCollection AddCatalog(
        this IServiceCollection services, CatalogSettings settings,
        string postgres, string redis, string nats) => services
        .AddSingleton(settings)
        .AddSingleton(_ => NpgsqlDataSource.Create(PostgresOptions(postgres, settings)))
        .AddSingleton<IConnectionMultiplexer>(
            _ => ConnectionMultiplexer.Connect(RedisOptions(redis)))
        .AddSingleton(all => all.GetRequiredService<IConnectionMultiplexer>().GetDatabase())
        .AddSingleton<INatsConnection>(_ => new NatsConnection(
            new NatsOpts { Url = nats, RetryOnInitialConnect = true }))
        .AddSingleton<ProductTable>()
        .AddSingleton<IProducts>(all => all.GetRequiredService<ProductTable>())
        .AddSingleton<SharedCache>().AddSingleton<NodeMemory>().AddSingleton<EventCounter>()
        .AddSingleton<InvalidationRelay>()
        .AddSingleton<CatalogNode>().AddSingleton<ProductWriter>()
        .AddHostedService<InvalidationListener>().AddHostedService<InvalidationTimer>();
    #endregion

    public static NpgsqlConnectionStringBuilder PostgresOptions(
        string postgres, CatalogSettings settings) =>
        new(postgres) { CommandTimeout = (int)settings.QueryTimeout.TotalSeconds };

    public static ConfigurationOptions RedisOptions(string redis)
    {
        var options = ConfigurationOptions.Parse(redis);
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast; // no queue while disconnected
        options.AsyncTimeout = 500;
        return options;
    }
}
