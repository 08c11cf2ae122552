using System.Reflection;
using Alternatives;
using Traps;
using Vogen;

namespace Shipping.Tests;

/// <summary>A struct has a value that no constructor made.</summary>
public sealed class DefaultTests
{
    [Fact]
    public void A_struct_has_five_ways_around_its_factory()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => UnguardedWeight.FromGrams(0));

        #region ways
        UnguardedWeight[] zeros =
        [
            default,
            new(),
            (new UnguardedWeight[1])[0],
            new Parcel().Weight,
            new List<UnguardedWeight>().FirstOrDefault(),
        ];
        #endregion

        Assert.All(zeros, weight => Assert.Equal(0, weight.Grams));
    }

    [Fact]
    public void A_positional_record_struct_is_checked_by_its_constructor_and_not_by_with()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionalWeight(-1));

        Assert.Equal(-1, (new PositionalWeight(900) with { Grams = -1 }).Grams);
        Assert.Equal(0, default(PositionalWeight).Grams);
    }

    [Fact]
    public void A_parameterless_constructor_runs_for_new_alone()
    {
        Assert.Throws<InvalidOperationException>(() => new ConstructedWeight());

        Assert.Equal(0, default(ConstructedWeight).Grams);
        Assert.Equal(0, (new ConstructedWeight[1])[0].Grams);
        Assert.Equal(0, new List<ConstructedWeight>().FirstOrDefault().Grams);
    }

    [Fact]
    public void A_guarded_struct_throws_where_it_is_used_and_not_where_it_is_shown_or_compared()
    {
        var weight = (new Weight[1])[0];

        Assert.Throws<UninitializedValueException>(() => weight.Grams);
        Assert.Throws<UninitializedValueException>(() => weight > Weight.FromGrams(1));
        Assert.Throws<UninitializedValueException>(() => default(CustomerId).Value);
        Assert.Throws<UninitializedValueException>(() => default(AddressId).Value);
        Assert.Throws<UninitializedValueException>(() => default(ShipmentId).Value);
        Assert.Equal("", weight.ToString());
        Assert.Equal(default, weight);
    }

    [Fact]
    public void A_missing_class_is_null_and_the_compiler_warns()
    {
        Assert.Null((new EmailAddress[1])[0]);

        Assert.Equal(["CS8625"], Compiler.WarningsIn(
            "Shipment.Book(customer, address, null, weight);"));
        Assert.Equal(["CS8604"], Compiler.WarningsIn("""
            var none = new List<EmailAddress>().FirstOrDefault();
            Shipment.Book(customer, address, none, weight);
            """));
        // The compiler is silent about arrays of classes, and about every default of a struct.
        Assert.Empty(Compiler.WarningsIn(
            "Shipment.Book(customer, address, (new EmailAddress[1])[0], weight);"));
        Assert.Empty(Compiler.WarningsIn("Shipment.Book(default, default, email, default);"));
    }

    [Fact]
    public async Task Vogen_makes_default_an_error_and_guards_what_its_analyzer_cannot_see()
    {
        var analyzer = typeof(DefaultTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => one.Key == "VogenAnalyzer").Value!;

        Assert.Equal(["VOG009"], await Compiler.ErrorsInAsync(
            "VogenWeight none = default;", analyzer));
        Assert.Equal(["VOG010"], await Compiler.ErrorsInAsync(
            "var none = new VogenWeight();", analyzer));
        Assert.Empty(await Compiler.ErrorsInAsync(
            "var none = (new VogenWeight[1])[0];", analyzer));

        Assert.Throws<ValueObjectValidationException>(() => (new VogenWeight[1])[0].Value);
        Assert.Throws<ValueObjectValidationException>(() => VogenWeight.From(0));
        Assert.Equal(2_500, VogenWeight.From(2_500).Value);
    }

    private sealed class Parcel
    {
        public UnguardedWeight Weight { get; init; }
    }
}
