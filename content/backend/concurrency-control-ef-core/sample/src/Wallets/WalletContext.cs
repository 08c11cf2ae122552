using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Wallets;

/// <summary>The tables, without a concurrency token. See Tokens.cs for three contexts with one.</summary>
public class WalletContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Wallet> Wallets => Set<Wallet>();

    public DbSet<Payment> Payments => Set<Payment>();

    /// <summary>Takes the amount and records the payment, or does neither.</summary>
    public bool TryPay(Guid payment, Wallet wallet, decimal amount)
    {
        if (!wallet.TryTake(amount))
            return false;
        Add(new Payment(payment, wallet.Id, amount));
        return true;
    }

    protected virtual void MapToken(EntityTypeBuilder<Wallet> wallet) => wallet.Ignore(w => w.Version);

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Wallet>(wallet =>
        {
            wallet.ToTable("wallets", table => table.HasCheckConstraint("not_negative", "balance >= 0"));
            wallet.Property(w => w.Id).HasColumnName("id").ValueGeneratedNever();
            wallet.Property(w => w.Owner).HasColumnName("owner");
            wallet.Property(w => w.Balance).HasColumnName("balance").HasPrecision(12, 2);
            wallet.Property(w => w.Label).HasColumnName("label");
            wallet.Property(w => w.IsOpen).HasColumnName("is_open");
            wallet.HasIndex(w => w.Owner);
            MapToken(wallet);
        });
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments");
            payment.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
            payment.Property(p => p.WalletId).HasColumnName("wallet_id");
            payment.Property(p => p.Amount).HasColumnName("amount").HasPrecision(12, 2);
            payment.HasOne<Wallet>().WithMany().HasForeignKey(p => p.WalletId);
        });
    }
}
