using Microsoft.EntityFrameworkCore;
using Shop.Orders;
using Shop.Outbox;
using Shop.Stocks;

namespace Shop.Persistence;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    /// <summary>The read model that CountSales keeps.</summary>
    public const string Sales = """
        CREATE TABLE sales (sku text PRIMARY KEY, quantity bigint NOT NULL, last_number bigint NOT NULL)
        """;

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Stock> Stocks => Set<Stock>();

    public DbSet<Purchase> Purchases => Set<Purchase>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.ToTable("orders");
            order.Ignore(o => o.Events);
            order.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
            order.Property(o => o.Number).HasColumnName("number").UseIdentityAlwaysColumn();
            order.Property(o => o.Customer).HasColumnName("customer");
            order.Property(o => o.Reference).HasColumnName("reference");
            order.Property(o => o.Sku).HasColumnName("sku");
            order.Property(o => o.Quantity).HasColumnName("quantity");
            order.Property(o => o.Price).HasColumnName("price").HasPrecision(12, 2);
            order.Property(o => o.Address).HasColumnName("address");
            order.Property<uint>("Version").IsRowVersion();
            order.HasIndex(o => new { o.Customer, o.Reference }).IsUnique();
        });
        model.Entity<Stock>(stock =>
        {
            stock.ToTable("stock");
            stock.Ignore(s => s.Events);
            stock.HasKey(s => s.Sku);
            stock.Property(s => s.Sku).HasColumnName("sku");
            stock.Property(s => s.Available).HasColumnName("available");
            stock.Property(s => s.ReorderBelow).HasColumnName("reorder_below");
            stock.Property<uint>("Version").IsRowVersion();
        });
        model.Entity<Purchase>(purchase =>
        {
            purchase.ToTable("purchases");
            purchase.Ignore(p => p.Events);
            purchase.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
            purchase.Property(p => p.Sku).HasColumnName("sku");
            purchase.Property(p => p.Quantity).HasColumnName("quantity");
        });
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox");
            message.HasKey(m => m.Seq);
            message.Property(m => m.Seq).HasColumnName("seq").UseIdentityAlwaysColumn();
            message.Property(m => m.Id).HasColumnName("id");
            message.Property(m => m.Subject).HasColumnName("subject");
            message.Property(m => m.Body).HasColumnName("body").HasColumnType("json");
            message.HasIndex(m => m.Id).IsUnique();
        });
    }
}
