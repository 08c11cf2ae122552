namespace Offprint.Servers.Tests;

public sealed class ResultsTests
{
    [Fact]
    public void Results_are_written_where_a_run_asks_for_them_and_nowhere_else()
    {
        var before = Environment.GetEnvironmentVariable(Results.FolderVariable);
        var folder = Directory.CreateTempSubdirectory("offprint-results-").FullName;
        try
        {
            Environment.SetEnvironmentVariable(Results.FolderVariable, null);
            Results.Write("a.json", new { Rows = 1 });
            Assert.False(Results.Wanted);

            Environment.SetEnvironmentVariable(Results.FolderVariable, folder);
            Results.Write("b.json", new { IndexMb = 12.5, Inner = new { P99 = 3 } });

            var file = Assert.Single(Directory.GetFiles(folder));
            Assert.Equal("b.json", Path.GetFileName(file));
            Assert.Equal(
                "{\n  \"indexMb\": 12.5,\n  \"inner\": {\n    \"p99\": 3\n  }\n}\n",
                File.ReadAllText(file));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Results.FolderVariable, before);
            Directory.Delete(folder, recursive: true);
        }
    }
}
