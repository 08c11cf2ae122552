using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Npgsql.PostgresErrorCodes;

namespace Ordering.Persistence;

/// <summary>Changes one aggregate per transaction, with a new context for each attempt.</summary>
public sealed class Store(Func<OrderingContext> open)
{
    public async Task AddAsync(Aggregate aggregate, CancellationToken cancellation = default)
    {
        await using var context = open();
        context.Add(aggregate);
        await context.SaveChangesAsync(cancellation);
    }

    public async Task<Order> ReadAsync(OrderId id, CancellationToken cancellation = default)
    {
        await using var context = open();
        return await context.Orders.AsNoTracking()
            .SingleAsync(order => order.Id == id, cancellation);
    }

    /// <summary>Changes an order; returns how many attempts that took.</summary>
    public Task<int> ChangeAsync(
        OrderId id, Action<Order> change, CancellationToken cancellation = default) =>
        ChangeAsync(
            context => context.Orders.SingleAsync(order => order.Id == id, cancellation),
            change, cancellation);

    public Task<int> ChangeAsync(
        CustomerId id, Action<CreditAccount> change, CancellationToken cancellation = default) =>
        ChangeAsync(
            context => context.CreditAccounts
                .SingleAsync(account => account.Customer == id, cancellation),
            change, cancellation);

    #region change
    public const int MostAttempts = 40;

    private async Task<int> ChangeAsync<T>(Func<OrderingContext, Task<T>> load,
        Action<T> change, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = open();
            change(await load(context));
            try
            {
                await context.SaveChangesAsync(cancellation);
                return attempt;
            }
            catch (DbUpdateException e) when (LostTheRace(e) && attempt < MostAttempts)
            {
                var longest = 5 * Math.Min(attempt, 8);
                await Task.Delay(Random.Shared.Next(longest), cancellation);
            }
        }
    }

    /// <summary>The version has moved, or another client inserted the same key first.</summary>
    private static bool LostTheRace(DbUpdateException e) =>
        e is DbUpdateConcurrencyException
        || e.InnerException is PostgresException { SqlState: UniqueViolation } violation
            && e.Entries.Any(entry =>
                entry.Metadata.FindPrimaryKey()?.GetName() == violation.ConstraintName);
    #endregion

    #region change-seen
    /// <summary>Changes the version that a person has seen, or none: no retry.</summary>
    public async Task<bool> TryChangeAsync(OrderId id, int seen, Action<Order> change,
        CancellationToken cancellation = default)
    {
        await using var context = open();
        var order = await context.Orders.SingleAsync(order => order.Id == id, cancellation);
        if (order.Version != seen)
            return false;
        change(order);
        try
        {
            await context.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (LostTheRace(e))
        {
            return false;
        }
    }
    #endregion

    #region change-locked
    public async Task ChangeLockedAsync(
        OrderId id, Action<Order> change, CancellationToken cancellation = default)
    {
        await using var outer = open();
        await outer.Database.CreateExecutionStrategy().ExecuteAsync(async token =>
        {
            await using var context = open();
            await using var transaction = await context.Database.BeginTransactionAsync(token);
            await context.Database.ExecuteSqlAsync(
                $"SELECT 1 FROM orders WHERE \"Id\" = {id.Value} FOR NO KEY UPDATE", token);
            change(await context.Orders.SingleAsync(order => order.Id == id, token));
            await context.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
        }, cancellation);
    }
    #endregion
}
