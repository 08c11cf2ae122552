using Offprint.Servers;

namespace Parcels.Tests;

/// <summary>What the new requirement changed in each style, from the two versions in this sample.</summary>
public sealed class ChangeTests
{
    #region change
    [Fact]
    public void The_requirement_adds_one_file_and_changes_one_with_FastEndpoints()
    {
        var (controllers, endpoints, minimal) =
            (Diff("Controllers"), Diff("Endpoints"), Diff("Minimal"));

        Assert.Equal(["Features/RedirectParcel.cs"], endpoints.Added);
        Assert.Equal(["Features/GetParcelV2.cs"], endpoints.Changed);

        Assert.Equal(["Features/RedirectParcel.cs"], minimal.Added);
        Assert.Equal(["Endpoints.cs", "Features/GetParcelV2.cs"], minimal.Changed);

        Assert.Equal(["Contracts/RedirectParcelRequest.cs", "Validation/RedirectParcelValidator.cs"],
            controllers.Added);
        Assert.Equal(["Contracts/ParcelV2.cs", "Controllers/ParcelsController.cs"], controllers.Changed);

        Assert.True(controllers.LinesAdded < endpoints.LinesAdded, "controllers need the fewest lines");
        Results.Write("change.json", new
        {
            Controllers = controllers.Figures, Endpoints = endpoints.Figures, Minimal = minimal.Figures,
        });
    }
    #endregion

    [Fact]
    public void The_changed_controller_serves_five_other_use_cases_and_the_changed_endpoint_none()
    {
        var controller = File.ReadAllText(
            Path.Combine(Source("before", "Controllers"), "Controllers", "ParcelsController.cs"));
        var endpoint = File.ReadAllText(
            Path.Combine(Source("before", "Endpoints"), "Features", "GetParcelV2.cs"));

        Assert.Equal(5, controller.Split("[Http").Length - 1);
        Assert.Equal(1, endpoint.Split("HandleAsync(").Length - 1);
    }

    [Fact]
    public void Controllers_and_minimal_APIs_need_validation_plumbing_of_your_own()
    {
        var controllers = Lines("Controllers", "Plumbing/ValidationFilter.cs");
        var minimal = Lines("Minimal", "Plumbing/Validation.cs");

        Assert.False(File.Exists(Path.Combine(Source("after", "Endpoints"), "Plumbing", "Validation.cs")));
        Assert.InRange(controllers, 25, 45);
        Assert.InRange(minimal, 15, 35);
        Results.Write("plumbing.json", new { Controllers = controllers, Minimal = minimal });

        static int Lines(string style, string file) =>
            File.ReadLines(Path.Combine(Source("after", style), file)).Count(line => line.Trim() != "");
    }

    private sealed record Change(
        string[] Added, string[] Changed, int LinesAdded, int LinesRemoved, int LinesInChangedFiles)
    {
        public object Figures => new
        {
            Added, Changed, FilesAdded = Added.Length, FilesChanged = Changed.Length, LinesAdded,
            LinesRemoved, LinesInChangedFiles,
        };
    }

    private static Change Diff(string style)
    {
        var (before, after) = (Source("before", style), Source("after", style));
        var files = Files(before).Union(Files(after)).Order(StringComparer.Ordinal).ToArray();
        var diffs = files.ToDictionary(file => file, file => Diff(Read(before, file), Read(after, file)));
        var added = files.Where(file => !File.Exists(Path.Combine(before, file))).ToArray();
        var changed = files.Except(added).Where(file => diffs[file] != (0, 0)).ToArray();
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(after, file)), file));
        return new(added, changed, diffs.Values.Sum(diff => diff.Added),
            diffs.Values.Sum(diff => diff.Removed), changed.Sum(file => diffs[file].Added));
    }

    /// <summary>The lines of a smallest diff: all that is in no longest common subsequence.</summary>
    private static (int Added, int Removed) Diff(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j]
                    ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
        return (after.Length - common[0, 0], before.Length - common[0, 0]);
    }

    private static string[] Read(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? File.ReadAllLines(Path.Combine(folder, file)) : [];

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/") && !file.StartsWith("obj/"));

    private static string Source(string version, string style)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Parcels.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("There is no Parcels.slnx above.");
        return Path.Combine(folder.FullName, "src", version, style);
    }
}
