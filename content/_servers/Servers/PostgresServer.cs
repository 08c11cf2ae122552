using System.Diagnostics;
using System.Security.Cryptography;

namespace Offprint.Servers;

/// <summary>
/// PostgreSQL with its settings as initdb leaves them, fsync included, so that what a test
/// measures is what a default server does.
/// </summary>
public sealed class PostgresServer : Server
{
    private const string User = "postgres";

    private readonly string programs;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly string password = RandomNumberGenerator.GetHexString(24, lowercase: true);
    private readonly Account? account;
    private int databases;

    private PostgresServer(string programs, IReadOnlyDictionary<string, string>? settings)
        : base("postgres", endingSignal: "QUIT")
    {
        this.programs = programs;
        this.settings = settings ?? new Dictionary<string, string>();
        if (Posix.IsRoot)
            account = Posix.FindAccount("postgres", "nobody");
    }

    private string DataFolder => Path.Combine(Folder, "data");

    /// <param name="settings">Server settings as in postgresql.conf, by name.</param>
    public static async Task<PostgresServer> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null)
    {
        var server = new PostgresServer(Binaries.PostgresFolder(), settings);
        try
        {
            await server.InitialiseAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
        await server.StartFirstAsync(Path.Combine(server.programs, "postgres"));
        return server;
    }

    /// <summary>A connection string for Npgsql.</summary>
    public string ConnectionString(string database = "postgres") =>
        $"Host={Host};Port={Port};Username={User};Password={password};"
        + $"Database={database};Include Error Detail=true";

    /// <summary>
    /// A new, empty database, so that tests share the server and nothing else. Returns
    /// its connection string.
    /// </summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await RunSqlAsync($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Runs SQL with psql and returns its unadorned output.</summary>
    public Task<string> RunSqlAsync(string sql, string database = "postgres")
    {
        var psql = new ProcessStartInfo(Path.Combine(programs, "psql"),
        [
            "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
            "-h", Host, "-p", $"{Port}", "-U", User, "-d", database, "-c", sql,
        ]);
        psql.Environment["PGPASSWORD"] = password;
        psql.Environment.Remove("PGOPTIONS");
        return RunAsync(psql);
    }

    // Fast shutdown: open transactions are rolled back, clients are disconnected.
    private protected override int StopSignal => Posix.Interrupt;

    private protected override ProcessStartInfo StartInfo() => AsServerUser("postgres",
    [
        "-D", DataFolder, "-h", Host, "-p", $"{Port}", "-k", "",
        .. settings.SelectMany(setting => (string[])["-c", $"{setting.Key}={setting.Value}"]),
    ]);

    /// <summary>
    /// The postmaster writes its state to the eighth line of its lock file; pg_ctl waits
    /// for the same word.
    /// </summary>
    private protected override async Task<bool> IsReadyAsync(CancellationToken cancellation)
    {
        var lockFile = Path.Combine(DataFolder, "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(lockFile, cancellation);
        return lines.Length >= 8 && lines[0] == $"{ProcessId}" && lines[7].Trim() == "ready";
    }

    private async Task InitialiseAsync()
    {
        var passwordFile = Path.Combine(Folder, "password");
        await File.WriteAllTextAsync(passwordFile, password);
        if (account is not null)
        {
            Posix.GiveTo(account, Folder);
            Posix.GiveTo(account, passwordFile);
        }
        // --no-sync spares initdb alone the wait for the disk; the server itself syncs.
        var initdb = AsServerUser("initdb",
        [
            "-D", DataFolder, "-U", User, "-A", "scram-sha-256", $"--pwfile={passwordFile}",
            "-E", "UTF8", "--locale=C", "--no-sync",
        ]);
        initdb.WorkingDirectory = Folder;
        await RunAsync(initdb);
        File.Delete(passwordFile);
    }

    /// <summary>
    /// PostgreSQL refuses to run as root. setpriv gives up root and becomes the program,
    /// so the process that was started stays the one to end.
    /// </summary>
    private ProcessStartInfo AsServerUser(string program, string[] arguments)
    {
        var path = Path.Combine(programs, program);
        var info = Posix.IsRoot
            ? new ProcessStartInfo(Setpriv(), [.. SetprivArguments(), path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        info.Environment["LC_ALL"] = "C";
        return info;
    }

    private string[] SetprivArguments() => account is null
        ? throw new ServerMissingException(
            "PostgreSQL refuses to run as root and there is no user postgres or nobody to run "
            + "it as; add one, or run the tests as another user.")
        : [$"--reuid={account.UserId}", $"--regid={account.GroupId}", "--clear-groups", "--"];

    private static string Setpriv() => Binaries.Find(
        "setpriv",
        "the package util-linux, or run the tests as a user other than root: "
        + "PostgreSQL refuses to run as root");
}
