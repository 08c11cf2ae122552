namespace Ordering.Persistence;

/// <summary>Reacts to what orders publish. Each message may come more than once.</summary>
public sealed class CreditCheck(Store store)
{
    #region credit-check
    public async Task OnPlacedAsync(
        OrderId id, CustomerId customer, Money total, CancellationToken cancellation = default)
    {
        var reserved = false;
        await store.ChangeAsync(customer,
            account => reserved = account.TryReserve(id, total), cancellation);

        var needed = false;
        await store.ChangeAsync(id, order =>
        {
            if (order.Status == OrderStatus.Placed && reserved)
                order.Approve();
            else if (order.Status == OrderStatus.Placed)
                order.Reject();
            needed = order.Status == OrderStatus.Approved;
        }, cancellation);

        if (reserved && !needed)
            await ReleaseAsync(id, customer, cancellation);
    }

    /// <summary>On order.cancelled and on order.paid.</summary>
    public Task ReleaseAsync(
        OrderId id, CustomerId customer, CancellationToken cancellation = default) =>
        store.ChangeAsync(customer, account => account.Release(id), cancellation);
    #endregion
}
