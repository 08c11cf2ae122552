namespace Pact;

/// <summary>Where this sample lies, found from the folder of the running tests.</summary>
public static class Sample
{
    public static string Folder { get; } = Find();

    public static string Contract => Path.Combine(Folder, "pacts", "Storefront-Orders.json");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orders.slnx")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new DirectoryNotFoundException("Orders.slnx is in no folder above the tests");
    }
}
