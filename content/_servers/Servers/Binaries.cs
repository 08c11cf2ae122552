namespace Offprint.Servers;

/// <summary>A server's program is not installed. The message says what to install.</summary>
public sealed class ServerMissingException(string message) : Exception(message);

/// <summary>Finds installed programs where distributions put them.</summary>
internal static class Binaries
{
    private static readonly string[] UsualFolders =
        ["/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin"];

    public static string Find(string program, string install) =>
        TryFind(program)
        ?? throw new ServerMissingException(
            $"{program} was not found on PATH or in the usual folders; install {install}.");

    public static string? TryFind(string program) =>
        PathFolders().Concat(UsualFolders)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>
    /// The folder that holds initdb and postgres. Debian keeps it off PATH, one folder
    /// for each major version; the newest complete one wins.
    /// </summary>
    public static string PostgresFolder()
    {
        string[] versioned =
        [
            .. Versions("/usr/lib/postgresql", "*", "bin"),
            .. Versions("/usr", "pgsql-*", "bin"),
            .. Versions("/opt/homebrew/opt", "postgresql*", "bin"),
            .. Versions("/usr/local/opt", "postgresql*", "bin"),
        ];
        return PathFolders().Concat(versioned).Concat(UsualFolders).FirstOrDefault(IsPostgres)
            ?? throw new ServerMissingException(
                "PostgreSQL's initdb and postgres were not found on PATH or in "
                + "/usr/lib/postgresql/*/bin; install the package postgresql "
                + "(apt-get install postgresql, brew install postgresql).");
    }

    private static bool IsPostgres(string folder) =>
        File.Exists(Path.Combine(folder, "initdb"))
        && File.Exists(Path.Combine(folder, "postgres"))
        && File.Exists(Path.Combine(folder, "psql"));

    private static IEnumerable<string> Versions(string root, string pattern, string below) =>
        Directory.Exists(root)
            ? Directory.GetDirectories(root, pattern)
                .OrderByDescending(MajorVersion)
                .Select(folder => Path.Combine(folder, below))
            : [];

    private static int MajorVersion(string folder)
    {
        var digits = Path.GetFileName(folder).SkipWhile(c => !char.IsAsciiDigit(c))
            .TakeWhile(char.IsAsciiDigit);
        return int.TryParse(string.Concat(digits), out var version) ? version : 0;
    }

    private static IEnumerable<string> PathFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
