using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Shop.Data;

/// <summary>For commands.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<HandledCommand> HandledCommands => Set<HandledCommand>();

    protected override void OnModelCreating(ModelBuilder model) => ShopModel.Map(model);
}

/// <summary>For queries: nothing is tracked, and its role may only SELECT.</summary>
public sealed class ShopReads(DbContextOptions<ShopReads> options) : DbContext(options)
{
    public IQueryable<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder model) => ShopModel.Map(model);
}

internal static class ShopModel
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Product>(product =>
        {
            product.ToTable("products");
            product.Property(p => p.Name).HasMaxLength(100);
            product.Property(p => p.Price).HasPrecision(12, 2);
        });
        model.Entity<Order>(order =>
        {
            order.ToTable("orders");
            order.Property(o => o.Customer).HasMaxLength(100);
            order.Property(o => o.Status).HasConversion<string>().HasMaxLength(10);
            order.Property<uint>("xmin").IsRowVersion();
            order.HasMany(o => o.Lines).WithOne().HasForeignKey("order_id");
            order.HasIndex(o => new { o.Customer, o.Id })
                .HasDatabaseName("orders_customer_id");
            order.HasKey(o => o.Id).HasName("orders_pkey");
        });
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("order_lines");
            line.Property<Guid>("order_id");
            line.HasKey("order_id", nameof(OrderLine.ProductId));
            line.Property(l => l.Price).HasPrecision(12, 2);
            line.HasOne(l => l.Product).WithMany().HasForeignKey(l => l.ProductId);
        });
        model.Entity<HandledCommand>(handled =>
        {
            handled.ToTable("handled_commands");
            handled.HasKey(h => h.Key);
        });
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
    }
}
