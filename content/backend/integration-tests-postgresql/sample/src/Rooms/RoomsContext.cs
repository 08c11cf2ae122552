using Microsoft.EntityFrameworkCore;

namespace Rooms;

public sealed class RoomsContext(DbContextOptions<RoomsContext> options) : DbContext(options)
{
    public DbSet<Room> Rooms => Set<Room>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<Rejection> Rejections => Set<Rejection>();

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.Entity<Site>(site =>
        {
            site.ToTable("sites");
            site.Property(s => s.Id).HasColumnName("id").HasMaxLength(10);
            site.Property(s => s.Name).HasColumnName("name").HasMaxLength(100);
            site.HasData(new Site("berlin", "Berlin"), new Site("lyon", "Lyon"));
        });
        model.Entity<Room>(room =>
        {
            room.ToTable("rooms");
            room.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
            room.Property(r => r.SiteId).HasColumnName("site_id").HasMaxLength(10);
            room.Property(r => r.Name).HasColumnName("name").HasMaxLength(100);
            room.Property(r => r.HourlyPrice).HasColumnName("hourly_price").HasPrecision(10, 2);
            room.HasOne<Site>().WithMany().HasForeignKey(r => r.SiteId)
                .OnDelete(DeleteBehavior.Restrict);
            room.HasData(
                new Room { Id = 1, SiteId = "berlin", Name = "Spree", HourlyPrice = 33.35m },
                new Room { Id = 2, SiteId = "berlin", Name = "Havel", HourlyPrice = 40 },
                new Room { Id = 3, SiteId = "lyon", Name = "Rhône", HourlyPrice = 55 });
        });
        model.Entity<Booking>(booking =>
        {
            booking.ToTable("bookings");
            booking.Property(b => b.Id).HasColumnName("id");
            booking.Property(b => b.RoomId).HasColumnName("room_id");
            booking.Property(b => b.Guest).HasColumnName("guest").HasMaxLength(100);
            booking.Property(b => b.Starts).HasColumnName("starts");
            booking.Property(b => b.Ends).HasColumnName("ends");
            booking.Property(b => b.Status).HasColumnName("status").HasConversion<string>().HasMaxLength(10);
            booking.Property(b => b.HoldUntil).HasColumnName("hold_until");
            booking.Property(b => b.CreatedAt).HasColumnName("created_at")
                .HasDefaultValueSql("CURRENT_TIMESTAMP");
            booking.HasOne<Room>().WithMany().HasForeignKey(b => b.RoomId)
                .OnDelete(DeleteBehavior.Restrict);
            booking.HasMany(b => b.Entries).WithOne().HasForeignKey("BookingId").IsRequired();
        });
        model.Entity<Entry>(entry =>
        {
            entry.ToTable("entries");
            entry.Property(e => e.Id).HasColumnName("id");
            entry.Property<long>("BookingId").HasColumnName("booking_id");
            entry.Property(e => e.Account).HasColumnName("account").HasMaxLength(20);
            entry.Property(e => e.Amount).HasColumnName("amount").HasPrecision(10, 2);
        });
        model.Entity<Rejection>(rejection =>
        {
            rejection.ToTable("rejections");
            rejection.Property(r => r.Id).HasColumnName("id");
            rejection.Property(r => r.RoomId).HasColumnName("room_id");
            rejection.Property(r => r.Guest).HasColumnName("guest").HasMaxLength(100);
            rejection.Property(r => r.Starts).HasColumnName("starts");
        });
    }
}
