using Microsoft.EntityFrameworkCore;

namespace Payments;

public static class KeysetPages
{
    #region after
    /// <summary>The payments after the cursor in the list "newest first".</summary>
    public static IQueryable<Payment> After(
        this IQueryable<Payment> payments, PageCursor cursor) =>
        payments.Where(p => EF.Functions.LessThan(
            ValueTuple.Create(p.CreatedAt, p.Id),
            ValueTuple.Create(cursor.CreatedAt, cursor.Id)));
    #endregion

    #region before
    public static IQueryable<Payment> Before(
        this IQueryable<Payment> payments, PageCursor cursor) =>
        payments.Where(p => EF.Functions.GreaterThan(
            ValueTuple.Create(p.CreatedAt, p.Id),
            ValueTuple.Create(cursor.CreatedAt, cursor.Id)));
    #endregion

    public static IQueryable<Payment> NewestFirst(this IQueryable<Payment> payments) =>
        payments.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);

    public static IQueryable<Payment> OldestFirst(this IQueryable<Payment> payments) =>
        payments.OrderBy(p => p.CreatedAt).ThenBy(p => p.Id);
}
