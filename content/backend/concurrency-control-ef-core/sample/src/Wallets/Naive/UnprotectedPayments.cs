using Microsoft.EntityFrameworkCore;

namespace Wallets.Naive;

/// <summary>How it is often written. It loses updates.</summary>
public sealed class UnprotectedPayments(Func<WalletContext> open) : IPayments
{
    #region unprotected
    public async Task<Receipt> PayAsync(
        Guid payment, long wallet, decimal amount, CancellationToken cancellation = default)
    {
        await using var context = open();
        var from = await context.Wallets.SingleAsync(w => w.Id == wallet, cancellation);
        if (!context.TryPay(payment, from, amount)) // compares, subtracts, adds the payment
            return new(Paid: false, Attempts: 1);
        await context.SaveChangesAsync(cancellation);
        return new(Paid: true, Attempts: 1);
    }
    #endregion
}
