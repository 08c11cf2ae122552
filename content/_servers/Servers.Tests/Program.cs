namespace Offprint.Servers.Tests;

/// <summary>
/// As `dotnet Servers.Tests.dll host`, a parent that the tests can kill: it starts one
/// server of each kind, says which, and waits.
/// </summary>
internal static class Program
{
    private static async Task Main()
    {
        Server[] servers =
        [
            await PostgresServer.StartAsync(),
            await NatsServer.StartAsync(),
            await RedisServer.StartAsync(),
        ];
        foreach (var server in servers)
            Console.WriteLine($"{server.ProcessId} {server.Folder}");
        await Task.Delay(Timeout.Infinite);
    }
}
