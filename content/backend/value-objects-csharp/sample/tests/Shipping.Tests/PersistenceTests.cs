using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shipping.Persistence;
using Traps;

namespace Shipping.Tests;

[Collection(DatabaseTests.Name)]
public sealed class PersistenceTests(Database database)
{
    [Fact]
    public async Task Values_are_stored_as_uuid_text_and_integer_and_read_back_equal()
    {
        var open = await OpenAsync();
        var shipment = Book(Weight.FromKilograms(2.5m));
        await SaveAsync(open, shipment);
        await using var context = open();

        var columns = await context.Database.SqlQuery<string>($"""
            SELECT concat_ws('|', pg_typeof(customer), customer, pg_typeof(email), email,
                pg_typeof(weight), weight) AS "Value" FROM shipments
            """).SingleAsync();
        var read = await context.Shipments.SingleAsync();

        Assert.Equal(
            $"uuid|{shipment.Customer}|character varying|ada@example.com|integer|2500", columns);
        Assert.Equal(
            (shipment.Id, shipment.Customer, shipment.Address, shipment.Email, shipment.Weight),
            (read.Id, read.Customer, read.Address, read.Email, read.Weight));
    }

    [Fact]
    public async Task Comparisons_of_values_are_translated_to_SQL()
    {
        var open = await OpenAsync();
        await SaveAsync(open, Book(Weight.FromGrams(900)), Book(Weight.FromGrams(5_001)));
        await using var context = open();
        var (email, limit) = (EmailAddress.Parse("Ada@example.com"), Weight.FromKilograms(5));

        #region query
        var heavy = context.Shipments
            .Where(s => s.Email == email && s.Weight > limit)
            .OrderBy(s => s.Weight);
        #endregion

        Assert.EndsWith("""
            WHERE s.email = @email AND s.weight > @limit
            ORDER BY s.weight
            """, heavy.ToQueryString());
        Assert.Equal(5_001, (await heavy.SingleAsync()).Weight.Grams);
    }

    [Fact]
    public async Task What_is_inside_a_value_is_not_translated_without_a_cast()
    {
        var open = await OpenAsync();
        await SaveAsync(open, Book(Weight.FromGrams(900)), Book(Weight.FromGrams(5_001)));
        await using var context = open();

        Assert.Contains("could not be translated", (await Assert.ThrowsAsync<
            InvalidOperationException>(() => context.Shipments.SumAsync(s => s.Weight.Grams)))
            .Message);
        Assert.Contains("could not be translated", (await Assert.ThrowsAsync<
            InvalidOperationException>(() => context.Shipments
                .Where(s => s.Email.Value.EndsWith("@example.com")).ToListAsync())).Message);

        #region cast
        var grams = await context.Shipments.SumAsync(s => (int)(object)s.Weight);
        var atExample = await context.Shipments.CountAsync(
            s => ((string)(object)s.Email).EndsWith("@example.com"));
        #endregion
        Assert.Equal(5_901, grams);
        Assert.Equal(2, atExample);
    }

    [Fact]
    public async Task An_ID_that_was_never_set_is_not_saved()
    {
        var open = await OpenAsync();
        var shipment = Shipment.Book(
            default, AddressId.New(), EmailAddress.Parse("ada@example.com"), Weight.FromGrams(9));

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => SaveAsync(open, shipment));

        Assert.Equal("This CustomerId was never given a value.",
            Assert.IsType<UninitializedValueException>(failure.InnerException).Message);

        await using var context = open();
        Assert.Equal(0, await context.Shipments.CountAsync());
    }

    [Fact]
    public async Task A_struct_without_a_guard_is_saved_as_zero()
    {
        var open = await database.CreateAsync<UnguardedContext>(options => new(options));
        await using var context = open();
        context.Add(new UnguardedParcel { Id = 1 });
        await context.SaveChangesAsync();

        Assert.Equal(0, await context.Database.SqlQuery<int>(
            $"""SELECT weight AS "Value" FROM parcels""").SingleAsync());
    }

    [Fact]
    public async Task One_invalid_row_fails_the_whole_list_and_the_check_constraint_keeps_it_out()
    {
        var open = await OpenAsync();
        await SaveAsync(open, Book(Weight.FromGrams(900)), Book(Weight.FromGrams(901)));
        await using var context = open();
        Task Corrupt() => context.Database.ExecuteSqlAsync(
            $"UPDATE shipments SET weight = 0 WHERE weight = 900");

        var rejected = await Assert.ThrowsAsync<PostgresException>(Corrupt);
        Assert.Equal("weight_in_range", rejected.ConstraintName);

        await context.Database.ExecuteSqlAsync(
            $"ALTER TABLE shipments DROP CONSTRAINT weight_in_range");
        await Corrupt();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => context.Shipments.AsNoTracking().ToListAsync());
    }

    [Fact]
    public async Task A_value_without_a_converter_stops_the_model_from_being_built()
    {
        var connection = await database.CreateEmptyAsync();
        await AssertFailsAsync<Parcel>("Weight");
        await AssertFailsAsync<Mailbox>("EmailAddress");

        async Task AssertFailsAsync<T>(string name) where T : class
        {
            await using var context = new UnmappedContext<T>(
                new DbContextOptionsBuilder<UnmappedContext<T>>().UseNpgsql(connection).Options);
            var failure = Assert.Throws<InvalidOperationException>(() => context.Model);
            Assert.Contains(name, failure.Message);
        }
    }

    private Task<Func<ShippingContext>> OpenAsync() =>
        database.CreateAsync<ShippingContext>(options => new(options));

    private static Shipment Book(Weight weight) => Shipment.Book(
        CustomerId.New(), AddressId.New(), EmailAddress.Parse("ada@example.com"), weight);

    private static async Task SaveAsync(Func<ShippingContext> open, params Shipment[] shipments)
    {
        await using var context = open();
        context.AddRange(shipments);
        await context.SaveChangesAsync();
    }

    private sealed class UnguardedParcel
    {
        public int Id { get; init; }

        public UnguardedWeight Weight { get; init; }
    }

    private sealed class UnguardedContext(DbContextOptions<UnguardedContext> options)
        : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder model) =>
            model.Entity<UnguardedParcel>(parcel =>
            {
                parcel.ToTable("parcels");
                parcel.Property(p => p.Weight).HasColumnName("weight").HasConversion(
                    weight => weight.Grams, grams => UnguardedWeight.FromGrams(grams));
            });
    }

    private sealed class Parcel
    {
        public int Id { get; init; }

        public Weight Weight { get; init; }
    }

    private sealed class Mailbox
    {
        public int Id { get; init; }

        public required EmailAddress Email { get; init; }
    }

    private sealed class UnmappedContext<T>(DbContextOptions<UnmappedContext<T>> options)
        : DbContext(options) where T : class
    {
        public DbSet<T> Rows => Set<T>();
    }
}
