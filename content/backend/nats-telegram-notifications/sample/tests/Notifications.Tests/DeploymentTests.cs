using System.Diagnostics;

namespace Notifications.Tests;

/// <summary>A worker that is replaced while calls are in flight.</summary>
[Collection(RealServers.Name)]
public sealed class DeploymentTests(Fixture servers)
{
    private const int Events = 90;

    [Fact]
    public async Task A_drained_worker_repeats_nothing_and_a_killed_one_repeats_its_calls()
    {
        var drained = await ReplaceAsync(worker => worker.Terminate());
        var killed = await ReplaceAsync(worker => worker.Kill());

        Assert.Equal((0, 0, 0), (drained.Lost, drained.Twice, drained.ExitCode));
        Assert.Equal(0, killed.Lost);
        Assert.InRange(killed.Twice, 1, DurableWorker.InFlight);
        Offprint.Servers.Results.Write("deployment.json", new
        {
            callMs = Call.TotalMilliseconds,
            drained,
            killed,
        });
    }

    [Fact]
    public async Task A_worker_that_stops_returns_what_it_has_not_begun()
    {
        const int events = 20;
        await using var stage = await Stage.OpenAsync(servers);
        for (var i = 0; i < events; i++)
            await stage.PublishAsync(Stage.NewEvent(1, $"{i}.pdf"));
        var first = await stage.StartDurableAsync(
            new Pace(Pace.Limits.None with { PerChat = TimeSpan.FromSeconds(1) }),
            Stage.Settings with { AckWait = TimeSpan.FromSeconds(15) });
        await stage.SeeAsync(1);

        await first.StopAsync();
        Assert.InRange(stage.Telegram.Messages.Count, 1, 3);
        await stage.StartDurableAsync(settings: Stage.Settings with { AckWait = TimeSpan.FromSeconds(15) });

        // nats-server before 2.10.16 forgets the first of them until the AckWait.
        await stage.SeeAsync(events - 1, seconds: 8);
        await stage.NothingLeftAsync();
        Assert.Equal(
            Enumerable.Range(0, events).Select(i => $"Processed: {i}.pdf (3 pages)").Order(),
            stage.Telegram.Messages.Select(one => one.Text).Order());
    }

    [Fact]
    public async Task Calls_that_outlast_the_grace_are_given_up_and_logged()
    {
        await using var stage = await Stage.OpenAsync(servers);
        stage.Telegram.BeforeAnswer = _ => Task.Delay(TimeSpan.FromSeconds(5));
        var worker = await stage.StartDurableAsync(
            settings: Stage.Settings with { Grace = TimeSpan.FromSeconds(0.5) });
        await stage.PublishAsync(Stage.NewEvent());
        await stage.SeeAsync(1);

        var clock = Stopwatch.StartNew();
        await worker.StopAsync();

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 3);
        Assert.Contains("is left to the next delivery", stage.Logs.Text);
    }

    private static readonly TimeSpan Call = TimeSpan.FromMilliseconds(500);

    private async Task<Replaced> ReplaceAsync(Action<WorkerProcess> end)
    {
        await using var stage = await Stage.OpenAsync(servers);
        stage.Telegram.BeforeAnswer = _ => Task.Delay(Call);
        for (var i = 1; i <= Events; i++)
            await stage.PublishAsync(Stage.NewEvent(i));
        var first = stage.StartProcess("Notifications:MessagesPerSecond=1000");
        await stage.SeeAsync(20, seconds: 60);

        var clock = Stopwatch.StartNew();
        end(first);
        var exit = await first.ExitAsync();
        var seconds = Math.Round(clock.Elapsed.TotalSeconds, 1);
        stage.StartProcess("Notifications:MessagesPerSecond=1000");
        await stage.NothingLeftAsync(seconds: 90);

        var count = stage.Arrived(Events);
        return new Replaced(Events, count.Lost, count.Twice, exit, seconds);
    }

    private sealed record Replaced(int Published, int Lost, int Twice, int ExitCode, double Seconds);
}
