using FluentValidation;
using MediatR;
using Shop.Data;

namespace Shop.Pipeline;

#region runner
/// <summary>The same pipeline without a mediator.</summary>
public sealed class CommandRunner(IServiceProvider services, ShopContext shop)
{
    public async Task<TResult> RunAsync<TCommand, TResult>(
        TCommand command, CancellationToken cancellation) where TCommand : ICommand<TResult>
    {
        var rules = services.GetRequiredService<IValidator<TCommand>>();
        await rules.ValidateAndThrowAsync(command, cancellation);

        await using var transaction =
            await shop.Database.BeginTransactionAsync(cancellation);
        var handler = services.GetRequiredService<IRequestHandler<TCommand, TResult>>();
        var result = await handler.Handle(command, cancellation);
        await shop.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return result;
    }
}
#endregion
