using Microsoft.EntityFrameworkCore;

namespace Orders;

public sealed class OrderContext(DbContextOptions<OrderContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    #region model
    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.ToTable("orders");
            order.Ignore(o => o.Events);
            order.Property(o => o.Total).HasPrecision(12, 2);
            order.Property(o => o.Version).IsConcurrencyToken();
        });
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox", table => table.HasCheckConstraint(
                "fits_into_a_message", "octet_length(body::text) < 1000000"));
            message.HasKey(m => new { m.OrderId, m.Version });
            message.HasIndex(m => m.Seq);
            message.Property(m => m.Seq).UseIdentityAlwaysColumn();
            message.Property(m => m.CreatedAt).HasDefaultValueSql("now()");
            message.Property(m => m.Refused).HasDefaultValue(0);
            message.Property(m => m.Due).HasDefaultValueSql("now()");
        });
    }
    #endregion
}
