using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Shop.Events;

public static class Registration
{
    public static IServiceCollection AddDomainEvents(
        this IServiceCollection services, Action<DomainEventHandlers> register)
    {
        var handlers = new DomainEventHandlers();
        register(handlers);
        foreach (var handler in handlers.Types)
            services.TryAddScoped(handler);
        return services
            .AddSingleton(handlers)
            .AddSingleton<AfterCommitDispatcher>()
            .AddScoped<DomainEventDispatcher>()
            .AddScoped<DomainEventsInterceptor>();
    }
}
