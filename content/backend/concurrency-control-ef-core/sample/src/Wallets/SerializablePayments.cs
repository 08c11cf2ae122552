using System.Data;
using Microsoft.EntityFrameworkCore;

namespace Wallets;

public sealed class SerializablePayments(Func<WalletContext> open) : IPayments
{
    public async Task<Receipt> PayAsync(
        Guid payment, long wallet, decimal amount, CancellationToken cancellation = default)
    {
        var attempts = 0;
        var paid = await open.InTransactionAsync(
            IsolationLevel.Serializable, async (context, token) =>
            {
                attempts++;
                var from = await context.Wallets.SingleAsync(w => w.Id == wallet, token);
                var paid = context.TryPay(payment, from, amount);
                await context.SaveChangesAsync(token);
                return paid;
            }, cancellation);
        return new(paid, attempts);
    }
}
