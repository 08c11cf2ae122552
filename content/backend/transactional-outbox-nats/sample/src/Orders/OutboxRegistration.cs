using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NATS.Client.JetStream;
using Npgsql;

namespace Orders;

public static class OutboxRegistration
{
    #region registration
    /// <summary>Needs an INatsConnection, as AddNatsClient registers it.</summary>
    public static IServiceCollection AddOutbox(
        this IServiceCollection services, string database, TimeSpan interval)
    {
        services.AddPooledDbContextFactory<OrderContext>(options => options
            .UseNpgsql(database, npgsql => npgsql.EnableRetryOnFailure())
            .AddInterceptors(new OutboxInterceptor()));
        services.AddSingleton<INatsJSContext, NatsJSContext>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OutboxRelay>(provider));
        services.AddSingleton(_ => new OutboxListener(NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database) { KeepAlive = 30 })));
        services.AddHostedService(provider => new OutboxWorker(
            provider.GetRequiredService<OutboxRelay>(),
            provider.GetRequiredService<OutboxListener>().WaitAsync, interval,
            provider.GetRequiredService<ILogger<OutboxWorker>>()));
        return services;
    }
    #endregion

    public static IServiceCollection AddBilling(this IServiceCollection services, string database) =>
        services.AddPooledDbContextFactory<LedgerContext>(options => options.UseNpgsql(database))
            .AddSingleton<Billing>()
            .AddHostedService<BillingWorker>();
}
