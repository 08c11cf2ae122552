using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using Shop.Data;

namespace Shop.Plain;

#region plain
public interface ICommandHandler<in TCommand, TResult>
{
    Task<TResult> HandleAsync(TCommand command, CancellationToken cancellation);
}

public sealed class Validated<TCommand, TResult>(
    IValidator<TCommand> validator, ICommandHandler<TCommand, TResult> inner)
    : ICommandHandler<TCommand, TResult>
{
    public async Task<TResult> HandleAsync(TCommand command, CancellationToken cancellation)
    {
        await validator.ValidateAndThrowAsync(command, cancellation);
        return await inner.HandleAsync(command, cancellation);
    }
}

public sealed class Transactional<TCommand, TResult>(
    ShopContext shop, ICommandHandler<TCommand, TResult> inner)
    : ICommandHandler<TCommand, TResult>
{
    public Task<TResult> HandleAsync(TCommand command, CancellationToken cancellation) =>
        shop.InTransactionAsync(attempt => inner.HandleAsync(command, attempt), cancellation);
}

public static class CommandRegistration
{
    public static IServiceCollection AddCommand<TCommand, TResult, THandler, TValidator>(
        this IServiceCollection services)
        where THandler : class, ICommandHandler<TCommand, TResult>
        where TValidator : class, IValidator<TCommand> => services
            .AddScoped<THandler>()
            .AddScoped<TValidator>()
            .AddScoped<ICommandHandler<TCommand, TResult>>(provider =>
                new Validated<TCommand, TResult>(provider.GetRequiredService<TValidator>(),
                    new Transactional<TCommand, TResult>(
                        provider.GetRequiredService<ShopContext>(),
                        provider.GetRequiredService<THandler>())));
}
#endregion
