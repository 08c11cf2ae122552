using FluentValidation;
using MediatR;
using Shop.Data;

namespace Shop.Pipeline;

/// <summary>Something that changes the shop. Queries are no requests at all.</summary>
public interface ICommand<out TResult> : IRequest<TResult>;

#region validation
public sealed class ValidationBehavior<TCommand, TResult>(IValidator<TCommand> rules)
    : IPipelineBehavior<TCommand, TResult> where TCommand : ICommand<TResult>
{
    public async Task<TResult> Handle(
        TCommand command, RequestHandlerDelegate<TResult> next, CancellationToken cancellation)
    {
        await rules.ValidateAndThrowAsync(command, cancellation);
        return await next();
    }
}
#endregion

#region transaction
public sealed class TransactionBehavior<TCommand, TResult>(ShopContext shop)
    : IPipelineBehavior<TCommand, TResult> where TCommand : ICommand<TResult>
{
    public async Task<TResult> Handle(
        TCommand command, RequestHandlerDelegate<TResult> next, CancellationToken cancellation)
    {
        await using var transaction =
            await shop.Database.BeginTransactionAsync(cancellation);
        var result = await next();
        await shop.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return result;
    }
}
#endregion
