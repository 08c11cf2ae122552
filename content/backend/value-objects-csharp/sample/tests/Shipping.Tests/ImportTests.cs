using Microsoft.EntityFrameworkCore;
using Offprint.Servers;
using Primitive;
using Shipping.Persistence;

namespace Shipping.Tests;

/// <summary>One partner's file, read by both importers into PostgreSQL.</summary>
[Collection(DatabaseTests.Name)]
public sealed class ImportTests(Database database)
{
    private static readonly string[] Lines =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "partner.csv")).Skip(1)];

    private static readonly string[][] Columns = [.. Lines.Select(line => line.Split(','))];

    [Fact]
    public async Task Primitives_store_every_line_of_a_file_that_they_read_wrong()
    {
        var (primitive, typed) = await ImportAsync();

        Assert.Equal(Lines.Length, primitive.Stored);
        Assert.Equal(Lines.Length, primitive.Swapped);
        Assert.Equal(Lines.Length * 4.90m, primitive.Charged);
        Assert.Equal(4 * People, primitive.Recipients);
        WriteResults(primitive, typed);
    }

    [Fact]
    public async Task Value_objects_store_the_same_file_right()
    {
        var (primitive, typed) = await ImportAsync();

        Assert.Equal(Lines.Length, typed.Stored);
        Assert.Equal(0, typed.Swapped);
        Assert.Equal(Owed, typed.Charged);
        Assert.Equal(People, typed.Recipients);
        Assert.True(typed.Charged > primitive.Charged);
    }

    /// <summary>As many as the file has customers; each has one address and one mailbox.</summary>
    private static int People => Columns.Select(column => column[1]).Distinct().Count();

    private static decimal Owed => Columns.Sum(column => decimal.Parse(column[3], null) switch
    {
        <= 1 => 4.90m,
        <= 5 => 6.90m,
        <= 10 => 9.90m,
        _ => 18.90m,
    });

    private async Task<(Outcome Primitive, Outcome Typed)> ImportAsync()
    {
        var openPrimitive = await database.CreateAsync<PrimitiveContext>(options => new(options));
        await using var primitive = openPrimitive();
        primitive.AddRange(Lines.Select(Primitive.PartnerFile.Read));
        await primitive.SaveChangesAsync();

        var openTyped = await database.CreateAsync<ShippingContext>(options => new(options));
        await using var typed = openTyped();
        typed.AddRange(Lines.Select(PartnerFile.Read));
        await typed.SaveChangesAsync();

        return (await OutcomeAsync(primitive), await OutcomeAsync(typed));
    }

    private static async Task<Outcome> OutcomeAsync(DbContext context)
    {
        var addresses = Columns.Select(column => Guid.Parse(column[0])).ToArray();
        return await context.Database.SqlQuery<Outcome>($"""
            SELECT count(*)::int AS "Stored",
                   (count(*) FILTER (WHERE customer = ANY({addresses})))::int AS "Swapped",
                   sum(fee) AS "Charged",
                   count(DISTINCT email)::int AS "Recipients"
            FROM shipments
            """).SingleAsync();
    }

    private void WriteResults(Outcome primitive, Outcome typed) => Results.Write("import.json", new
    {
        database.ServerVersion,
        Lines = Lines.Length,
        People,
        Primitive = ForReading(primitive),
        Typed = ForReading(typed),
        Lost = $"{typed.Charged - primitive.Charged:F2}",
    });

    private static object ForReading(Outcome outcome) => new
    {
        outcome.Stored,
        outcome.Swapped,
        outcome.Recipients,
        Charged = FormattableString.Invariant($"{outcome.Charged:F2}"),
    };

    private sealed record Outcome(int Stored, int Swapped, decimal Charged, int Recipients);
}
