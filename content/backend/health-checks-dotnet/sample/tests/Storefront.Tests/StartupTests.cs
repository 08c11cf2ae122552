using Offprint.Servers;
using Supervisor;

namespace Storefront.Tests;

/// <summary>A start that takes six seconds, of real processes, with the work itself injected.</summary>
[Collection(RealPostgres.Name)]
public sealed class StartupTests(Postgres postgres)
{
    private static readonly Probe Live = new("/health/live") { PeriodSeconds = 1, FailureThreshold = 3 };

    [Fact]
    public async Task A_slow_start_never_ends_without_a_startup_probe()
    {
        var connection = await postgres.Server.CreateShopAsync();
        var spec = new PodSpec("slow")
        {
            Liveness = Live, Readiness = Live with { Path = "/health/ready" },
            BackOff = TimeSpan.FromSeconds(1),
        };
        await using var without = Replica.Run(spec, connection, "StartupWork=00:00:06");
        await using var with = Replica.Run(
            spec with { Startup = Live with { FailureThreshold = 60 } }, connection, "StartupWork=00:00:06");

        await Until.TrueAsync("ready", () => with.IsReady);
        await Until.TrueAsync("three restarts", () => without.Restarts >= 3);

        Assert.Equal(0, with.Restarts);
        Assert.DoesNotContain(without.Events, e => e.Kind == PodEventKind.Ready);
        Assert.Equal(
            without.Restarts, without.Events.Count(e => e.Detail == "the liveness probe failed"));
    }
}
