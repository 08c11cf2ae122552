namespace Ordering.Persistence;

/// <summary>Reacts to what orders publish. Each message may come more than once.</summary>
public sealed class CreditCheck(Store store)
{
    #region credit-check
    public async Task OnPlacedAsync(OrderId id, CustomerId customer, Money total)
    {
        var reserved = false;
        await store.ChangeAsync(customer, account =>
            reserved = account.TryReserve(id, total));

        var kept = false;
        await store.ChangeAsync(id, order =>
        {
            if (order.Status == OrderStatus.Placed && reserved)
                order.Approve();
            else if (order.Status == OrderStatus.Placed)
                order.Reject();
            kept = order.Status == OrderStatus.Approved;
        });

        if (reserved && !kept)
            await OnCancelledAsync(id, customer);
    }

    public Task OnCancelledAsync(OrderId id, CustomerId customer) =>
        store.ChangeAsync(customer, account => account.Release(id));
    #endregion
}
