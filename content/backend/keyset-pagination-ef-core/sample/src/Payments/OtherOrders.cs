using Microsoft.EntityFrameworkCore;

namespace Payments;

/// <summary>Orders that a plain row comparison of the columns gets wrong.</summary>
public static class OtherOrders
{
    public static IQueryable<Payment> LargestFirst(this IQueryable<Payment> payments) =>
        payments.OrderByDescending(p => p.Amount).ThenBy(p => p.Id);

    #region mixed
    /// <summary>The payments after a place in "largest first, then oldest id first".</summary>
    public static IQueryable<Payment> AfterLargest(
        this IQueryable<Payment> payments, decimal amount, long id) =>
        payments.Where(p =>
            p.Amount <= amount // says nothing new, but an index can seek to it
            && (p.Amount < amount || (p.Amount == amount && p.Id > id)));
    #endregion

    public static IQueryable<Payment> FirstSettledFirst(this IQueryable<Payment> payments) =>
        payments.OrderBy(p => p.SettledOrder).ThenBy(p => p.Id);

    #region after-settled
    public static IQueryable<Payment> AfterSettled(
        this IQueryable<Payment> payments, DateTime settledOrder, long id) =>
        payments.Where(p => EF.Functions.GreaterThan(
            ValueTuple.Create(p.SettledOrder, p.Id),
            ValueTuple.Create(settledOrder, id)));
    #endregion
}
