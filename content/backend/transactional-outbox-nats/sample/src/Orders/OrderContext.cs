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
            order.Property(o => o.Total).HasPrecision(12, 2);
            order.Property(o => o.Version).IsConcurrencyToken();
        });
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox", table => table.HasCheckConstraint(
                "fits_into_a_message", "octet_length(body::text) < 1000000"));
            message.HasKey(m => new { m.OrderId, m.Version });
            message.HasIndex(m => m.Seq);
            message.Property(m => m.OrderId).HasColumnName("order_id");
            message.Property(m => m.Version).HasColumnName("version");
            message.Property(m => m.Type).HasColumnName("type");
            message.Property(m => m.Body).HasColumnName("body").HasColumnType("json");
            message.Property(m => m.Seq).HasColumnName("seq").UseIdentityAlwaysColumn();
            message.Property(m => m.CreatedAt).HasColumnName("created_at")
                .HasDefaultValueSql("now()");
            message.Property(m => m.Refused).HasColumnName("refused").HasDefaultValue(0);
            message.Property(m => m.Due).HasColumnName("due").HasDefaultValueSql("now()");
        });
    }
    #endregion
}
