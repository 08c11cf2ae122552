using Microsoft.EntityFrameworkCore;

namespace Orders;

/// <summary>What a customer owes for an order, in a database that belongs to billing.</summary>
public sealed class Account(Guid orderId)
{
    public Guid OrderId { get; private init; } = orderId;
    public decimal Owed { get; private set; }
    public int Version { get; private set; }

    public void Apply(OrderEvent happened)
    {
        Owed += happened.Amount;
        Version = happened.Version;
    }
}

public sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    protected override void OnModelCreating(ModelBuilder model) =>
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.HasKey(a => a.OrderId);
            account.Property(a => a.OrderId).ValueGeneratedNever();
            account.Property(a => a.Owed).HasPrecision(12, 2);
            account.Property(a => a.Version).IsConcurrencyToken();
        });
}
