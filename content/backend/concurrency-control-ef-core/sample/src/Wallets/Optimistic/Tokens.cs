using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Wallets.Optimistic;

/// <summary>The token is PostgreSQL's system column xmin.</summary>
public sealed class XminContext(DbContextOptions options) : WalletContext(options)
{
    protected override void MapToken(EntityTypeBuilder<Wallet> wallet)
    {
        wallet.Ignore(w => w.Version);
        #region xmin
        wallet.Property<uint>("xmin").IsRowVersion();
        #endregion
    }
}

/// <summary>The token is a column that this context increments.</summary>
public sealed class VersionContext(DbContextOptions options) : WalletContext(options)
{
    protected override void MapToken(EntityTypeBuilder<Wallet> wallet) =>
        wallet.Property(w => w.Version).HasColumnName("version").IsConcurrencyToken();

    #region version
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        MoveVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellation = default)
    {
        MoveVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellation);
    }

    private void MoveVersions()
    {
        foreach (var entry in ChangeTracker.Entries<Wallet>())
            if (entry.State == EntityState.Modified)
                entry.Property(w => w.Version).CurrentValue++;
    }
    #endregion
}

/// <summary>The token is a column that a trigger increments, whoever writes the row.</summary>
public sealed class TriggerContext(DbContextOptions options) : WalletContext(options)
{
    #region trigger
    public const string Trigger =
        """
        CREATE FUNCTION move_version() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            NEW.version := OLD.version + 1;
            RETURN NEW;
        END $$;
        CREATE TRIGGER move_version BEFORE UPDATE ON wallets
            FOR EACH ROW EXECUTE FUNCTION move_version();
        """;
    #endregion

    protected override void MapToken(EntityTypeBuilder<Wallet> wallet) => wallet
        .Property(w => w.Version).HasColumnName("version").HasDefaultValue(1)
        .IsRowVersion();
}
