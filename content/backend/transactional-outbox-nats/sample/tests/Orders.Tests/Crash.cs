using System.Diagnostics;

namespace Orders.Tests;

public static class Crash
{
    private const int KilledBySignal9 = 128 + 9;

    /// <summary>Starts another process in a role and returns when it has killed itself there.</summary>
    public static async Task AtAsync(string role, string step, string database, string natsUrl)
    {
        using var victim = Start(role, step, database, natsUrl);
        await victim.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(KilledBySignal9, victim.ExitCode);
    }

    public static Process Start(string role, string step, string database, string natsUrl) =>
        Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(Crash).Assembly.Location, role, step, database, natsUrl]))!;
}
