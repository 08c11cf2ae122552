using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ordering.Persistence;

public class OrderingContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<CreditAccount> CreditAccounts => Set<CreditAccount>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    protected override void ConfigureConventions(ModelConfigurationBuilder types)
    {
        types.Properties<OrderId>().HaveConversion<OrderIdConverter>();
        types.Properties<CustomerId>().HaveConversion<CustomerIdConverter>();
        types.Properties<Currency>().HaveConversion<CurrencyConverter>().HaveMaxLength(3);
        types.Properties<Quantity>().HaveConversion<QuantityConverter>();
        types.Properties<Sku>().HaveConversion<SkuConverter>().HaveMaxLength(7);
        types.Properties<OrderStatus>().HaveConversion<string>().HaveMaxLength(10);
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Order>(MapOrder);
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("order_lines");
            line.Property<OrderId>("order_id");
            line.HasKey("order_id", nameof(OrderLine.Sku));
            line.ComplexProperty(l => l.Price, MapMoney);
            line.Property(l => l.Quantity);
            line.Ignore(l => l.Sum);
        });
        model.Entity<CreditAccount>(MapCreditAccount);
        model.Entity<Reservation>(reservation =>
        {
            reservation.ToTable("reservations");
            reservation.Property<CustomerId>("customer_id");
            reservation.HasKey("customer_id", nameof(Reservation.Order));
            reservation.ComplexProperty(r => r.Amount, MapMoney);
        });
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox");
            message.Property(m => m.Body).HasColumnType("jsonb");
        });
    }

    private static void MapOrder(EntityTypeBuilder<Order> order)
    {
        #region map-order
        order.ToTable("orders");
        order.HasKey(o => o.Id);
        order.Property(o => o.Version).IsConcurrencyToken();
        order.ComplexProperty(o => o.Limit, MapMoney);
        order.HasMany(o => o.Lines).WithOne().HasForeignKey("order_id");
        order.Navigation(o => o.Lines).AutoInclude();
        order.Ignore(o => o.Total);
        order.Ignore(o => o.Events);
        #endregion
    }

    private static void MapMoney(ComplexPropertyBuilder<Money> money)
    {
        money.Property(m => m.Amount).HasPrecision(12, 3);
        money.Property(m => m.Currency);
    }

    private static void MapCreditAccount(EntityTypeBuilder<CreditAccount> account)
    {
        account.ToTable("credit_accounts");
        account.HasKey(a => a.Customer);
        account.Property(a => a.Version).IsConcurrencyToken();
        account.ComplexProperty(a => a.Limit, MapMoney);
        account.HasMany(a => a.Reservations).WithOne().HasForeignKey("customer_id");
        account.Navigation(a => a.Reservations).AutoInclude();
        account.Ignore(a => a.Reserved);
        account.Ignore(a => a.Events);
    }

    #region save
    private readonly Dictionary<Aggregate, int> staged = [];

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        StageEvents();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellation = default)
    {
        StageEvents();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
    }

    private void StageEvents()
    {
        foreach (var aggregate in ChangeTracker.Entries<Aggregate>()
            .Select(entry => entry.Entity).ToList())
        {
            Outbox.AddRange(OutboxMessage.From(aggregate, staged.GetValueOrDefault(aggregate)));
            staged[aggregate] = aggregate.Version;
        }
    }
    #endregion
}
