using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Shipping.Tests;

/// <summary>Compiles statements as code of another assembly would be.</summary>
public static class Compiler
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static string[] ErrorsIn(string statements) =>
        Ids(Compile(statements).GetDiagnostics(), DiagnosticSeverity.Error);

    public static string[] WarningsIn(string statements) =>
        Ids(Compile(statements).GetDiagnostics(), DiagnosticSeverity.Warning);

    public static async Task<string[]> ErrorsInAsync(string statements, string analyzers)
    {
        var loaded = new AnalyzerFileReference(analyzers, new Loader())
            .GetAnalyzers(LanguageNames.CSharp);
        var found = await Compile(statements).WithAnalyzers(loaded)
            .GetAnalyzerDiagnosticsAsync();
        return Ids(found, DiagnosticSeverity.Error);
    }

    private static string[] Ids(IEnumerable<Diagnostic> found, DiagnosticSeverity severity) =>
        [.. found.Where(one => one.Severity == severity).Select(one => one.Id)];

    private static CSharpCompilation Compile(string statements)
    {
        var program = $$"""
            #nullable enable
            #pragma warning disable CS0219, CS0649, CS8321
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using Alternatives;
            using Shipping;
            using Traps;
            using Alias = System.Guid;

            public static class Outside
            {
                private static void BookAliased(Alias customer, Alias address) { }

                public static void Try(
                    CustomerId customer, AddressId address, EmailAddress email, Weight weight)
                {
                    {{statements}}
                }
            }
            """;
        return CSharpCompilation.Create("outside", [CSharpSyntaxTree.ParseText(program)],
            References, new(OutputKind.DynamicallyLinkedLibrary));
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public System.Reflection.Assembly LoadFromPath(string fullPath) =>
            System.Reflection.Assembly.LoadFrom(fullPath);
    }
}
