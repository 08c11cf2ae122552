using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Shop.Data;

namespace Shop.Pipeline;

/// <summary>A request to change the shop. Queries are not MediatR requests.</summary>
public interface ICommand<out TResult> : IRequest<TResult>;

/// <summary>A command that a client may send twice with one key.</summary>
public interface IIdempotent
{
    Guid? IdempotencyKey { get; }
}

#region validation
public sealed class ValidationBehavior<TCommand, TResult>(IValidator<TCommand> validator)
    : IPipelineBehavior<TCommand, TResult> where TCommand : ICommand<TResult>
{
    public async Task<TResult> Handle(
        TCommand command, RequestHandlerDelegate<TResult> next, CancellationToken cancellation)
    {
        await validator.ValidateAndThrowAsync(command, cancellation);
        return await next(cancellation);
    }
}
#endregion

#region transaction
public sealed class TransactionBehavior<TCommand, TResult>(ShopContext shop)
    : IPipelineBehavior<TCommand, TResult> where TCommand : ICommand<TResult>
{
    public Task<TResult> Handle(
        TCommand command, RequestHandlerDelegate<TResult> next, CancellationToken cancellation) =>
        shop.InTransactionAsync(attempt => next(attempt), cancellation);
}
#endregion

#region idempotency
public sealed class IdempotencyBehavior<TCommand, TResult>(ShopContext shop)
    : IPipelineBehavior<TCommand, TResult> where TCommand : ICommand<TResult>, IIdempotent
{
    public async Task<TResult> Handle(
        TCommand command, RequestHandlerDelegate<TResult> next, CancellationToken cancellation)
    {
        if (command.IdempotencyKey is not { } key)
            return await next(cancellation);

        var body = JsonSerializer.Serialize(command);
        // A second command with this key waits here until the first has committed or failed.
        var isFirst = 1 == await shop.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO handled_commands (key, command) VALUES ({key}, {body})
            ON CONFLICT (key) DO NOTHING
            """, cancellation);
        var handled = shop.HandledCommands.AsNoTracking().Where(h => h.Key == key);
        if (!isFirst)
            return Replay(await handled.SingleAsync(cancellation), body);

        var result = await next(cancellation);
        var json = JsonSerializer.Serialize(result);
        await handled.ExecuteUpdateAsync(set => set.SetProperty(h => h.Result, json), cancellation);
        return result;
    }

    private static TResult Replay(HandledCommand first, string body) => first.Command == body
        ? JsonSerializer.Deserialize<TResult>(first.Result!)!
        : throw new RejectedException(Rejection.KeyReused,
            $"key {first.Key} was used for another command");
}
#endregion
