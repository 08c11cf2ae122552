using Microsoft.EntityFrameworkCore;

namespace Payments;

public sealed record PaymentRow(long Id, int AccountId, DateTime CreatedAt, decimal Amount)
{
    public string Cursor => new PageCursor(CreatedAt, Id).ToString();
}

/// <param name="Previous">What to pass as <c>before</c>, or null on the first page.</param>
/// <param name="Next">What to pass as <c>after</c>, or null on the last page.</param>
public sealed record Page(IReadOnlyList<PaymentRow> Items, string? Previous, string? Next);

public sealed class PaymentList(PaymentsContext context)
{
    #region page
    public async Task<Page> ReadAsync(
        int? account, PageCursor? after, PageCursor? before, int size,
        CancellationToken cancellation = default)
    {
        IQueryable<Payment> payments = context.Payments;
        if (account is { } owner)
            payments = payments.Where(p => p.AccountId == owner);
        if (after is { } last)
            payments = payments.After(last);
        if (before is { } first)
            payments = payments.Before(first);

        var backward = before is not null;
        var rows = await (backward ? payments.OldestFirst() : payments.NewestFirst())
            .Take(size + 1) // one more, only to see whether there is one
            .Select(p => new PaymentRow(p.Id, p.AccountId, p.CreatedAt, p.Amount))
            .ToListAsync(cancellation);
        var more = rows.Count > size;
        if (more)
            rows.RemoveAt(size);
        if (backward)
            rows.Reverse();

        var hasPrevious = backward ? more : after is not null;
        var hasNext = backward || more;
        return new(rows,
            Previous: hasPrevious && rows is [var top, ..] ? top.Cursor : null,
            Next: hasNext && rows is [.., var bottom] ? bottom.Cursor : null);
    }
    #endregion
}
