using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Offprint.Servers;
using Shipping.Api;
using Shipping.Persistence;
using Traps;

namespace Shipping.Tests;

/// <summary>Bytes that this thread allocates, from the garbage collector's own counter.</summary>
[Collection(DatabaseTests.Name)]
public sealed class CostTests(Database database)
{
    private const int Values = 100_000;
    private const int Rows = 10_000;

    [Fact]
    public async Task A_struct_allocates_what_its_primitive_does_and_a_class_an_object_more()
    {
        var guid = Guid.CreateVersion7();
        var kept = new
        {
            Primitive = PerValue(() => Fill(new Guid[Values], () => guid)),
            Struct = PerValue(() => Fill(new CustomerId[Values], () => CustomerId.From(guid))),
            Class = PerValue(() => Fill(new ClassId[Values], () => new ClassId(guid))),
            Boxed = PerValue(() => Fill(new object[Values], () => CustomerId.From(guid))),
        };
        var lookup = new
        {
            Primitive = PerLookup(guid),
            Struct = PerLookup(CustomerId.From(guid)),
            Class = PerLookup(new ClassId(guid)),
            PlainStruct = PerLookup(new PlainId(guid)),
        };
        var json = new
        {
            Primitive = PerJson(new PrimitiveRequest(guid, guid, "ada@example.com", 2_500)),
            ValueObjects = PerJson(new BookShipment(CustomerId.From(guid), AddressId.From(guid),
                EmailAddress.Parse("ada@example.com"), Weight.FromGrams(2_500))),
        };
        var row = await PerRowAsync();

        Assert.Equal(kept.Primitive, kept.Struct);
        Assert.Equal(16, kept.Struct);
        Assert.Equal(40, kept.Class);
        Assert.Equal(40, kept.Boxed);
        Assert.Equal(0, lookup.Primitive);
        Assert.Equal(0, lookup.Struct);
        Assert.Equal(0, lookup.Class);
        Assert.True(lookup.PlainStruct >= 64, $"{lookup}");
        Assert.True(json.ValueObjects > json.Primitive, $"{json}");
        // The email address is an object of 24 bytes; reading has some overhead besides its rows.
        Assert.InRange(row.ValueObjects - row.Primitive, 20, 32);
        Assert.True(row.Classes > row.Primitive, $"{row}");
        Results.Write("allocations.json", new
        {
            Runtime = Environment.Version.ToString(),
            database.ServerVersion,
            Values,
            Rows,
            Kept = kept,
            Lookup = lookup,
            Json = json,
            Row = row,
        });
    }

    private static T[] Fill<T>(T[] array, Func<T> make)
    {
        for (var i = 0; i < array.Length; i++)
            array[i] = make();
        return array;
    }

    private static object[] Fill<T>(object[] array, Func<T> make) where T : struct
    {
        for (var i = 0; i < array.Length; i++)
            array[i] = make();
        return array;
    }

    private static double PerValue(Action fill) => Math.Round(Allocated(fill) / (double)Values, 1);

    private static double PerLookup<T>(T key) where T : notnull
    {
        var dictionary = new Dictionary<T, int> { [key] = 1 };
        var found = 0;
        var bytes = Allocated(() =>
        {
            for (var i = 0; i < Values; i++)
                found += dictionary[key];
        });
        Assert.NotEqual(0, found);
        return Math.Round(bytes / (double)Values, 1);
    }

    private static double PerJson<T>(T request)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Web);
        var bytes = Allocated(() =>
        {
            for (var i = 0; i < Rows; i++)
                GC.KeepAlive(JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web));
        });
        return Math.Round(bytes / (double)Rows);
    }

    private async Task<RowBytes> PerRowAsync() => new(
        await PerRowAsync(i => new PrimitiveRow(i, Guid.CreateVersion7(), $"a{i}@example.com", 9)),
        await PerRowAsync(i => new ValueRow(
            i, CustomerId.New(), EmailAddress.Parse($"a{i}@example.com"), Weight.FromGrams(9))),
        await PerRowAsync(i => new ClassRow(
            i, new(Guid.CreateVersion7()), EmailAddress.Parse($"a{i}@example.com"), new(9))));

    /// <summary>Reads synchronously, so that all of it happens on the thread that counts.</summary>
    private async Task<double> PerRowAsync<T>(Func<int, T> make) where T : class
    {
        var open = await database.CreateAsync<RowContext<T>>(options => new(options));
        await using var context = open();
        context.AddRange(Enumerable.Range(1, Rows).Select(make));
        await context.SaveChangesAsync();
        var bytes = Allocated(() =>
            Assert.Equal(Rows, context.Set<T>().AsNoTracking().ToList().Count));
        return Math.Round(bytes / (double)Rows);
    }

    /// <summary>The smallest of twenty runs, since the first ones compile.</summary>
    private static long Allocated(Action action)
    {
        var smallest = long.MaxValue;
        for (var run = 0; run < 20; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            smallest = Math.Min(smallest, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return smallest;
    }

    private sealed record RowBytes(double Primitive, double ValueObjects, double Classes);

    private sealed record PrimitiveRequest(Guid Customer, Guid Address, string Email, int Weight);

    private sealed record PrimitiveRow(int Id, Guid Customer, string Email, int Weight);

    private sealed record ValueRow(int Id, CustomerId Customer, EmailAddress Email, Weight Weight);

    private sealed record ClassRow(
        int Id, ClassId Customer, EmailAddress Email, ClassWeight Weight);

    private sealed class RowContext<T>(DbContextOptions<RowContext<T>> options)
        : DbContext(options) where T : class
    {
        protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
        {
            configuration.Properties<CustomerId>().HaveConversion<CustomerIdConverter>();
            configuration.Properties<Weight>().HaveConversion<WeightConverter>();
            configuration.Properties<EmailAddress>().HaveConversion<EmailAddressConverter>();
            configuration.Properties<ClassId>().HaveConversion<ClassIdConverter>();
            configuration.Properties<ClassWeight>().HaveConversion<ClassWeightConverter>();
        }

        protected override void OnModelCreating(ModelBuilder model) =>
            model.Entity<T>().Property("Id").ValueGeneratedNever();
    }

    private sealed class ClassIdConverter()
        : ValueConverter<ClassId, Guid>(id => id.Value, value => new ClassId(value));

    private sealed class ClassWeightConverter()
        : ValueConverter<ClassWeight, int>(weight => weight.Grams, grams => new ClassWeight(grams));
}
