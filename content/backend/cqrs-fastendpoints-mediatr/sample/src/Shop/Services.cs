using FastEndpoints;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shop.Data;
using Shop.Features;
using Shop.Pipeline;

namespace Shop;

public static class Services
{
    public static IServiceCollection AddShop(this IServiceCollection services, string connection)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddProblemDetails();
        services.AddExceptionHandler<Problems>();
        services.AddFastEndpoints();

        #region contexts
        var forReads = new NpgsqlConnectionStringBuilder(connection)
        {
            Options = "-c default_transaction_read_only=on",
        };
        services.AddDbContext<ShopContext>(options => options.UseNpgsql(connection));
        services.AddDbContext<ShopReads>(options => options
            .UseNpgsql(forReads.ConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        #endregion

        services.AddScoped<IValidator<PlaceOrder>, PlaceOrderRules>();
        services.AddScoped<IValidator<CancelOrder>, CancelOrderRules>();
        #region mediator
        services.AddMediatR(mediator => mediator
            .RegisterServicesFromAssemblyContaining<PlaceOrder>()
            .AddOpenBehavior(typeof(ValidationBehavior<,>))
            .AddOpenBehavior(typeof(TransactionBehavior<,>)));
        #endregion
        services.AddScoped<CommandRunner>();
        return services;
    }
}
