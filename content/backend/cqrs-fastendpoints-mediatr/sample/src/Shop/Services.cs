using FastEndpoints;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Shop.Data;
using Shop.Features;
using Shop.Pipeline;

namespace Shop;

public static class Services
{
    public static IServiceCollection AddShop(
        this IServiceCollection services, IConfiguration configuration)
    {
        var writes = configuration.GetConnectionString("Shop")
            ?? throw new InvalidOperationException("ConnectionStrings:Shop is not set");
        var reads = configuration.GetConnectionString("ShopReads")
            ?? throw new InvalidOperationException("ConnectionStrings:ShopReads is not set");

        services.AddSingleton(TimeProvider.System);
        services.AddProblemDetails();
        services.AddSingleton<IProblemDetailsWriter, AnyAcceptProblemWriter>();
        services.AddExceptionHandler<Problems>();
        services.AddFastEndpoints();

        #region contexts
        services.AddDbContext<ShopContext>(options => options
            .UseNpgsql(writes, npgsql => npgsql.EnableRetryOnFailure()));
        services.AddDbContext<ShopReads>(options => options
            .UseNpgsql(reads, npgsql => npgsql.EnableRetryOnFailure())
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        #endregion

        #region mediator
        services.AddScoped<IValidator<PlaceOrder>, PlaceOrderValidator>();
        services.AddScoped<IValidator<CancelOrder>, CancelOrderValidator>();
        services.AddMediatR(mediator => mediator
            .RegisterServicesFromAssemblyContaining<PlaceOrder>()
            .AddOpenBehavior(typeof(ValidationBehavior<,>))
            .AddOpenBehavior(typeof(TransactionBehavior<,>))
            .AddOpenBehavior(typeof(IdempotencyBehavior<,>)));
        #endregion
        return services;
    }
}
