using Microsoft.EntityFrameworkCore;

namespace Ids;

public sealed class Order
{
    public OrderId Id { get; private init; } = OrderId.New();

    /// <summary>The former key: links that contain it are redirected.</summary>
    public Guid LegacyId { get; private init; }

    public required string Customer { get; set; }

    public List<OrderLine> Lines { get; } = [];
}

public sealed class OrderLine
{
    public long Id { get; private init; }

    public OrderId OrderId { get; private init; }

    public required string Product { get; set; }
}

public sealed class Shop(DbContextOptions<Shop> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    #region conventions
    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<OrderId>()
            .HaveConversion<OrderIdConverter>()
            .HaveColumnType("text")
            .UseCollation("C");
    #endregion

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Order>(order =>
        {
            order.ToTable("orders");
            order.Property(o => o.Id).HasColumnName("public_id").ValueGeneratedNever();
            order.Property(o => o.LegacyId).HasColumnName("id")
                .HasDefaultValueSql("gen_random_uuid()");
            order.Property(o => o.Customer).HasColumnName("customer");
        });
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("order_lines");
            line.Property(l => l.Id).HasColumnName("id").UseIdentityAlwaysColumn();
            line.Property(l => l.OrderId).HasColumnName("order_public_id");
            line.Property(l => l.Product).HasColumnName("product");
        });
    }
}
