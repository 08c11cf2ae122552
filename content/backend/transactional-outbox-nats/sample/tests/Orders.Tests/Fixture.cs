using System.Diagnostics;
using Offprint.Servers;

namespace Orders.Tests;

[CollectionDefinition(Name)]
public sealed class RealServers : ICollectionFixture<Fixture>
{
    public const string Name = "real servers";
}

public sealed class Fixture : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public NatsServer Nats { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync();
        Nats = await NatsServer.StartAsync(jetStream: true);
    }

    public async Task DisposeAsync()
    {
        await Nats.DisposeAsync();
        await Postgres.DisposeAsync();
    }
}

public static class Eventually
{
    public static async Task TrueAsync(
        Func<Task<bool>> condition, string what, double seconds = 30)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed.TotalSeconds > seconds)
                throw new TimeoutException($"not within {seconds} s: {what}");
            await Task.Delay(10);
        }
    }
}
