using Microsoft.EntityFrameworkCore;

namespace Payments;

/// <summary>What most lists do, to be compared with <see cref="KeysetPages"/>.</summary>
public static class OffsetPages
{
    #region offset
    public static IQueryable<Payment> Page(this IQueryable<Payment> payments, int page, int size) =>
        payments
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id)
            .Skip((page - 1) * size)
            .Take(size);
    #endregion

    /// <summary>
    /// Skips in the index alone and fetches only the rows of the page from the table.
    /// </summary>
    public static IQueryable<Payment> PageByIds(
        this IQueryable<Payment> payments, int page, int size)
    {
        var ids = payments.Page(page, size).Select(p => p.Id);
        return payments
            .Where(p => ids.Contains(p.Id))
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);
    }
}
