using Microsoft.EntityFrameworkCore;

namespace Primitive;

public sealed class PrimitiveContext(DbContextOptions<PrimitiveContext> options)
    : DbContext(options)
{
    public DbSet<Shipment> Shipments => Set<Shipment>();

    protected override void OnModelCreating(ModelBuilder model) =>
        model.Entity<Shipment>(shipment =>
        {
            shipment.ToTable("shipments");
            shipment.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
            shipment.Property(s => s.Customer).HasColumnName("customer");
            shipment.Property(s => s.Address).HasColumnName("address");
            shipment.Property(s => s.Email).HasColumnName("email");
            shipment.Property(s => s.Weight).HasColumnName("weight");
            shipment.Property(s => s.Fee).HasColumnName("fee");
        });
}
