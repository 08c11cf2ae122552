using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ordering.Tests;

/// <summary>Code of another assembly that tries to break an order, given to the compiler.</summary>
public sealed class OutsideTests
{
    #region attempts
    [Theory]
    [InlineData("order.Status = OrderStatus.Approved;", "CS0200")]
    [InlineData("order.Lines.Add(null!);", "CS1061")]
    [InlineData("order.Lines[0].Quantity = Quantity.Of(5);", "CS0200")]
    [InlineData("order.Lines[0].Change(Quantity.Of(5));", "CS1061")]
    [InlineData("var free = price with { Amount = -1 };", "CS0200")]
    [InlineData("var free = new Money(-1, Currency.Eur);", "CS1729")]
    [InlineData("var line = new OrderLine(sku, price, Quantity.Of(1));", "CS1729")]
    [InlineData("order.Customer = customer;", "CS0200")]
    [InlineData("order.Record(new OrderApproved(order.Id));", "CS0122")]
    [InlineData("Store.Get(customer);", "CS1503")]
    #endregion
    public void Outside_code_that_would_break_an_order_does_not_compile(
        string attempt, string error) => Assert.Equal([error], ErrorsOf(attempt));

    [Fact]
    public void Outside_code_that_asks_the_order_compiles() =>
        Assert.Empty(ErrorsOf("order.AddLine(sku, price, Quantity.Of(1));"));

    [Fact]
    public void No_property_of_an_entity_or_a_value_can_be_set_from_outside()
    {
        const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Public
            | BindingFlags.Instance | BindingFlags.Static;
        Type[] anyValueIsValid = [typeof(OrderId), typeof(CustomerId)];
        var types = typeof(Order).Assembly.GetExportedTypes()
            .Where(type => !type.IsSubclassOf(typeof(DomainEvent)))
            .Except(anyValueIsValid).ToList();

        Assert.Contains(typeof(OrderLine), types);
        Assert.DoesNotContain(types.SelectMany(type => type.GetProperties(Own)),
            property => property.SetMethod is { IsPublic: true });
        Assert.DoesNotContain(types.Where(type => !type.IsEnum).SelectMany(t => t.GetFields(Own)),
            field => !field.IsInitOnly && !field.IsLiteral);
    }

    [Fact]
    public void The_lines_are_not_a_list_in_disguise()
    {
        var order = Order.Start(OrderId.New(), CustomerId.New(), Money.Of(9, Currency.Eur));
        Assert.IsNotType<List<OrderLine>>(order.Lines);
        Assert.True(((ICollection<OrderLine>)order.Lines).IsReadOnly);
        Assert.IsNotType<List<DomainEvent>>(order.Events);
    }

    private static string[] ErrorsOf(string statement)
    {
        var program = $$"""
            #nullable enable
            using Ordering;
            static class Store { public static void Get(OrderId id) { } }
            static class Outside
            {
                static void Try(Order order, Money price, Sku sku, CustomerId customer)
                {
                    {{statement}}
                }
            }
            """;
        return
        [
            .. CSharpCompilation.Create("outside", [CSharpSyntaxTree.ParseText(program)],
                    References, new(OutputKind.DynamicallyLinkedLibrary))
                .GetDiagnostics()
                .Where(found => found.Severity == DiagnosticSeverity.Error)
                .Select(found => found.Id),
        ];
    }

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file) is "System.Runtime.dll"
                or "System.Private.CoreLib.dll" or "System.Collections.dll" or "Ordering.dll")
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];
}
