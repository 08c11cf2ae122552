namespace Pacts;

/// <summary>Where the sample's files are, found from the folder of the running tests.</summary>
internal static class Sample
{
    public static string Pacts { get; } = Path.Combine(FindRoot(), "pacts");

    public static string Contract { get; } = Path.Combine(Pacts, "Storefront-Orders.json");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orders.slnx")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException("Orders.slnx is in no folder above the tests");
    }
}
