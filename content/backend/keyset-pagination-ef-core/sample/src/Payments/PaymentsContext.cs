using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Payments;

public sealed class PaymentsContext(DbContextOptions<PaymentsContext> options) : DbContext(options)
{
    public DbSet<Payment> Payments => Set<Payment>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        var payment = model.Entity<Payment>();
        MapColumns(payment);

        #region indexes
        payment.HasIndex(p => new { p.CreatedAt, p.Id });
        payment.HasIndex(p => new { p.AccountId, p.CreatedAt, p.Id });
        #endregion

        #region mixed-index
        payment.HasIndex(p => new { p.Amount, p.Id }).IsDescending(true, false);
        #endregion

        #region nulls
        payment.Property(p => p.SettledOrder).HasColumnName("settled_order")
            .HasComputedColumnSql("coalesce(settled_at, 'infinity')", stored: true);
        payment.HasIndex(p => new { p.SettledOrder, p.Id });
        #endregion
    }

    private static void MapColumns(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("payment");
        payment.Property(p => p.Id).HasColumnName("id").UseIdentityAlwaysColumn();
        payment.Property(p => p.AccountId).HasColumnName("account_id");
        payment.Property(p => p.CreatedAt).HasColumnName("created_at");
        payment.Property(p => p.Amount).HasColumnName("amount").HasPrecision(12, 2);
        payment.Property(p => p.SettledAt).HasColumnName("settled_at");
    }
}
