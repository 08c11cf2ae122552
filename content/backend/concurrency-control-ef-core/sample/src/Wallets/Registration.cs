using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wallets.Optimistic;
using Wallets.Pessimistic;

namespace Wallets;

public static class Registration
{
    #region register
    public static IServiceCollection AddWallets(this IServiceCollection services, string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            Options = "-c lock_timeout=5s", // a wait for a lock ends with 55P03
        };
        services.AddPooledDbContextFactory<XminContext>(options => options.UseNpgsql(
            settings.ConnectionString,
            npgsql => npgsql.ExecutionStrategy(d => new ContentionStrategy(d))));
        services.AddSingleton<Func<XminContext>>(provider =>
            provider.GetRequiredService<IDbContextFactory<XminContext>>().CreateDbContext);
        services.AddSingleton<Func<WalletContext>>(provider =>
            provider.GetRequiredService<Func<XminContext>>());
        services.AddSingleton<IPayments>(provider =>
            new LockingPayments(provider.GetRequiredService<Func<WalletContext>>()));
        return services
            .AddSingleton<Transfers>().AddSingleton<Closing>().AddSingleton<Renaming>();
    }
    #endregion
}
