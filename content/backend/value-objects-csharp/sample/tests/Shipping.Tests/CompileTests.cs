using System.Reflection;

namespace Shipping.Tests;

/// <summary>The mistakes of the import, and others, given to the compiler.</summary>
public sealed class CompileTests
{
    [Theory]
    #region attempts
    [InlineData("Shipment.Book(address, customer, email, weight);", "CS1503", "CS1503")]
    [InlineData("Shipment.Book(customer, address, email, 2.5m);", "CS1503")]
    [InlineData("Shipment.Book(customer, address, \"ada\", weight);", "CS1503")]
    [InlineData("Shipment.Book(Guid.Empty, address, email, weight);", "CS1503")]
    [InlineData("var same = customer == address;", "CS0019")]
    [InlineData("var light = Weight.FromGrams(2.5m);", "CS1503")]
    [InlineData("var free = new Weight(-1);", "CS1729")]
    [InlineData("var free = weight with { Grams = -1 };", "CS0200")]
    [InlineData("var none = new EmailAddress(\"\");", "CS1729")]
    #endregion
    public void Each_mistake_is_an_error_of_the_compiler(string mistake, params string[] errors) =>
        Assert.Equal(errors, Compiler.ErrorsIn(mistake));

    [Fact]
    public void The_call_without_a_mistake_compiles() =>
        Assert.Empty(Compiler.ErrorsIn("Shipment.Book(customer, address, email, weight);"));

    [Fact]
    public void An_alias_for_Guid_stops_nothing() =>
        Assert.Empty(Compiler.ErrorsIn("BookAliased(Guid.Empty, address.Value);"));

    [Fact]
    public void No_value_object_has_a_public_setter_or_a_constructor_with_parameters()
    {
        Type[] values = [.. typeof(Weight).Assembly.GetExportedTypes().Where(type =>
            type.GetInterfaces().Any(one => one.IsGenericType
                && one.GetGenericTypeDefinition() == typeof(IParsable<>)))];

        Assert.Equal(5, values.Length);
        Assert.All(values, type =>
        {
            Assert.Empty(type.GetConstructors());
            Assert.DoesNotContain(type.GetProperties(), property => property.CanWrite);
            Assert.DoesNotContain(
                type.GetFields(BindingFlags.Public | BindingFlags.Instance), _ => true);
        });
    }
}
