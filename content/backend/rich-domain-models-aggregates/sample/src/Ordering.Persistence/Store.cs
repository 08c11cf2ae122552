using Microsoft.EntityFrameworkCore;
using Npgsql;
using static Npgsql.PostgresErrorCodes;

namespace Ordering.Persistence;

/// <summary>Changes one aggregate a transaction, with a new context for each attempt.</summary>
public sealed class Store(Func<OrderingContext> open)
{
    public const int MostAttempts = 40;

    public async Task AddAsync(Aggregate aggregate)
    {
        await using var context = open();
        context.Add(aggregate);
        await context.SaveChangesAsync();
    }

    /// <summary>Changes an order; returns how many attempts that took.</summary>
    public Task<int> ChangeAsync(OrderId id, Action<Order> change) =>
        ChangeAsync(context => context.Orders.SingleAsync(order => order.Id == id), change);

    public Task<int> ChangeAsync(CustomerId id, Action<CreditAccount> change) =>
        ChangeAsync(
            context => context.CreditAccounts.SingleAsync(account => account.Customer == id),
            change);

    public async Task<Order> ReadAsync(OrderId id)
    {
        await using var context = open();
        return await context.Orders.AsNoTracking().SingleAsync(order => order.Id == id);
    }

    #region change
    private async Task<int> ChangeAsync<T>(
        Func<OrderingContext, Task<T>> load, Action<T> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var context = open();
            change(await load(context));
            try
            {
                await context.SaveChangesAsync();
                return attempt;
            }
            catch (DbUpdateException e) when (WasOvertaken(e) && attempt < MostAttempts)
            {
                await Task.Delay(Random.Shared.Next(5 * Math.Min(attempt, 8)));
            }
        }
    }

    /// <summary>The same key inserted twice fails before the version is compared.</summary>
    private static bool WasOvertaken(DbUpdateException e) =>
        e is DbUpdateConcurrencyException
        || e.InnerException is PostgresException { SqlState: UniqueViolation };
    #endregion
}
