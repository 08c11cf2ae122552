using System.Diagnostics;

namespace Shop.Tests;

/// <summary>What the compiler's rule CA2016 finds, and what it cannot see.</summary>
public sealed class AnalyzerTests
{
    [Fact]
    public async Task CA2016_finds_a_dropped_token_and_not_one_that_was_never_taken()
    {
        var folder = Directory.CreateTempSubdirectory("ca2016-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Rules.csproj"), """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                </Project>
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, ".editorconfig"), """
                root = true
                [*.cs]
                dotnet_diagnostic.CA2016.severity = error
                """);
            await File.WriteAllTextAsync(Path.Combine(folder, "Rules.cs"), """
                using System.IO;
                using System.Threading;
                using System.Threading.Tasks;

                public static class Rules
                {
                    public static Task<string> Dropped(TextReader reader, CancellationToken cancellation) =>
                        Read(reader);

                    public static Task<string> NeverTaken(TextReader reader) =>
                        Read(reader);

                    private static Task<string> Read(TextReader reader, CancellationToken cancellation = default) =>
                        reader.ReadToEndAsync(cancellation);
                }
                """);

            var output = await BuildAsync(folder);

            Assert.Contains("Rules.cs(8,9): error CA2016", output);
            Assert.DoesNotContain("Rules.cs(11", output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> BuildAsync(string folder)
    {
        var build = new ProcessStartInfo("dotnet",
            ["build", "-m:1", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-tl:off"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        foreach (var inherited in build.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            build.Environment.Remove(inherited);
        using var process = Process.Start(build)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
