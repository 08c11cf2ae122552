using System.Runtime.InteropServices;

namespace Offprint.Servers;

/// <summary>The few system calls and files that the servers' fixtures need.</summary>
internal static class Posix
{
    public const int Interrupt = 2, Kill = 9, Terminate = 15;

    public static bool IsRoot => geteuid() == 0;

    public static void Signal(int processId, int signal) => _ = kill(processId, signal);

    public static bool IsAlive(int processId) => kill(processId, 0) == 0 && !IsZombie(processId);

    public static void GiveTo(Account account, string path)
    {
        if (chown(path, account.UserId, account.GroupId) != 0)
            throw new IOException($"{path} could not be given to the user {account.Name}");
    }

    /// <summary>The first of the named accounts that exists.</summary>
    public static Account? FindAccount(params string[] names)
    {
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':'))
            .Where(parts => parts.Length > 3)
            .ToLookup(parts => parts[0]);
        return names.SelectMany(name => accounts[name])
            .Select(parts => new Account(parts[0], uint.Parse(parts[2]), uint.Parse(parts[3])))
            .FirstOrDefault();
    }

    public static int[] ChildrenOf(int processId) =>
        Directory.Exists("/proc/self")
            ? [.. ProcessIds().Where(id => ParentOf(id) == processId)]
            : ChildrenByPs(processId);

    private static IEnumerable<int> ProcessIds() =>
        Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0);

    private static int ParentOf(int processId) =>
        Stat(processId) is [_, var parent, ..] ? int.Parse(parent) : 0;

    private static bool IsZombie(int processId) => Stat(processId) is ["Z", ..];

    /// <summary>State, parent and so on: what follows the name in /proc/N/stat.</summary>
    private static string[] Stat(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static int[] ChildrenByPs(int processId)
    {
        using var ps = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="])
            {
                RedirectStandardOutput = true,
            })!;
        var lines = ps.StandardOutput.ReadToEnd().Split('\n');
        ps.WaitForExit();
        return
        [
            .. lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(parts => parts.Length == 2 && int.Parse(parts[1]) == processId)
                .Select(parts => int.Parse(parts[0])),
        ];
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc", SetLastError = true)]
    private static extern int chown(string path, uint userId, uint groupId);
}

internal sealed record Account(string Name, uint UserId, uint GroupId);
