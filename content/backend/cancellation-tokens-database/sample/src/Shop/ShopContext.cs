using Microsoft.EntityFrameworkCore;

namespace Shop;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Sale> Sales => Set<Sale>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<ExportLease> ExportLeases => Set<ExportLease>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Sale>().ToView("sale").HasKey(sale => sale.Id);
        model.Entity<Sale>(sale =>
        {
            sale.Property(s => s.Id).HasColumnName("id");
            sale.Property(s => s.Region).HasColumnName("region");
            sale.Property(s => s.Amount).HasColumnName("amount");
        });
        model.Entity<Order>(order =>
        {
            order.ToTable("customer_order");
            order.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
            order.Property(o => o.Amount).HasColumnName("amount");
            order.Property(o => o.Status).HasColumnName("status").HasConversion<string>();
            order.Property(o => o.ChargeId).HasColumnName("charge_id");
            order.Property(o => o.Version).IsRowVersion();
        });
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox");
            message.Property(m => m.Id).HasColumnName("id");
            message.Property(m => m.Text).HasColumnName("text");
        });
        model.Entity<ExportLease>(lease =>
        {
            lease.ToTable("export_lease").HasKey(l => l.Name);
            lease.Property(l => l.Name).HasColumnName("name");
        });
    }
}

public sealed record Sale(int Id, string Region, decimal Amount);

public enum OrderStatus
{
    New,

    /// <summary>The provider may have been asked for the money.</summary>
    Charging,

    Paid,
}

public sealed class Order
{
    public required int Id { get; init; }

    public required decimal Amount { get; init; }

    public OrderStatus Status { get; set; }

    public string? ChargeId { get; set; }

    public uint Version { get; init; }
}

public sealed class OutboxMessage
{
    public long Id { get; init; }

    public required string Text { get; init; }
}

/// <summary>The row exists while an export runs, so that no second one starts.</summary>
public sealed class ExportLease
{
    public required string Name { get; init; }
}
