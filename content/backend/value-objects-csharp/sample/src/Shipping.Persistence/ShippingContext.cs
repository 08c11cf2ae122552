using Microsoft.EntityFrameworkCore;

namespace Shipping.Persistence;

public sealed class ShippingContext(DbContextOptions<ShippingContext> options)
    : DbContext(options)
{
    public DbSet<Shipment> Shipments => Set<Shipment>();

    #region conventions
    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<ShipmentId>().HaveConversion<ShipmentIdConverter>();
        configuration.Properties<CustomerId>().HaveConversion<CustomerIdConverter>();
        configuration.Properties<AddressId>().HaveConversion<AddressIdConverter>();
        configuration.Properties<Weight>().HaveConversion<WeightConverter>();
        configuration.Properties<EmailAddress>().HaveConversion<EmailAddressConverter>()
            .HaveMaxLength(EmailAddress.MaxLength);
    }
    #endregion

    protected override void OnModelCreating(ModelBuilder model) =>
        model.Entity<Shipment>(shipment =>
        {
            shipment.ToTable("shipments", table => table.HasCheckConstraint(
                "weight_in_range", $"weight BETWEEN 1 AND {Weight.MaxGrams}"));
            shipment.HasKey(s => s.Id);
            shipment.HasIndex(s => s.Email);
            shipment.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
            shipment.Property(s => s.Customer).HasColumnName("customer");
            shipment.Property(s => s.Address).HasColumnName("address");
            shipment.Property(s => s.Email).HasColumnName("email");
            shipment.Property(s => s.Weight).HasColumnName("weight");
            shipment.Property(s => s.Fee).HasColumnName("fee");
        });
}
