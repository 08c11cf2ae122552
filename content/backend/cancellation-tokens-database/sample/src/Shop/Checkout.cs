using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Shop;

public interface ICheckout
{
    Task PayAsync(int id, CancellationToken request);
}

#region hasty
/// <summary>Passes the request's token to everything, the charge included.</summary>
public sealed class HastyCheckout(ShopContext db, PaymentProvider provider) : ICheckout
{
    public async Task PayAsync(int id, CancellationToken request)
    {
        var order = await db.Orders.SingleAsync(o => o.Id == id, request);
        order.ChargeId = (await provider.ChargeAsync(order, request)).Id;
        order.Status = OrderStatus.Paid;
        await db.SaveChangesAsync(request);
        db.Outbox.Add(new OutboxMessage { Text = $"order {id} paid" });
        await db.SaveChangesAsync(request);
    }
}
#endregion

public sealed partial class Checkout(
    ShopContext db, PaymentProvider provider, IOptions<Limits> limits, ILogger<Checkout> log)
    : ICheckout
{
    #region checkout
    public async Task PayAsync(int id, CancellationToken request)
    {
        var order = await db.Orders.SingleAsync(o => o.Id == id, request);
        if (order.Status == OrderStatus.Paid)
            return;
        order.Status = OrderStatus.Charging;
        await db.SaveChangesAsync(request);
        request.ThrowIfCancellationRequested();

        // The point of no return: from here on it does not matter whether the client stays.
        order.ChargeId = await ChargeAsync(order);
        order.Status = OrderStatus.Paid;
        db.Outbox.Add(new OutboxMessage { Text = $"order {id} paid" });
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<string> ChargeAsync(Order order)
    {
        using var limit = new CancellationTokenSource(limits.Value.Charge);
        try
        {
            return (await provider.ChargeAsync(order, limit.Token)).Id;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            LogUnknown(order.Id);
            throw new TimeoutException("The payment provider did not answer in time", e);
        }
    }
    #endregion

    [LoggerMessage(LogLevel.Error, "Order {Id} may have been charged: no answer in time")]
    private partial void LogUnknown(int id);
}
