using System.Diagnostics;
using System.Net;
using Offprint.Servers;
using Supervisor;

namespace Storefront.Tests;

/// <summary>SIGTERM to a real process, with and without requests under way.</summary>
[Collection(RealPostgres.Name)]
public sealed class ShutdownTests(Postgres postgres)
{
    [Fact]
    public async Task Readiness_fails_before_the_listener_closes()
    {
        await using var app = await StartAsync("Drain:Delay=00:00:03");
        app.Container.SendTerminate();

        await Until.TrueAsync("not ready", async () =>
            await app.StatusAsync("health/ready") == HttpStatusCode.ServiceUnavailable);
        // Still listening: a new connection is served like any other, and nothing restarts it.
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("products/1"));
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("health/live"));

        var seen = new List<HttpStatusCode?>();
        await Until.TrueAsync("closed", async () =>
        {
            seen.Add(await app.StatusAsync("health/ready"));
            return seen[^1] is null;
        });
        Assert.All(seen.SkipLast(1), status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        await app.Container.Exited.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, app.Container.ExitCode);
    }

    [Fact]
    public async Task Without_a_drain_delay_the_listener_closes_first_and_requests_under_way_finish()
    {
        await using var app = await StartAsync("Drain:Delay=00:00:00");
        var report = app.Http.GetAsync("reports?seconds=4"); // keeps the process there
        await Task.Delay(500);
        app.Container.SendTerminate();

        await Until.TrueAsync("closed", async () => await app.StatusAsync("health/ready") is null);
        Assert.False(app.Container.Exited.IsCompleted);
        Assert.False(report.IsCompleted);
        using var response = await report;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_request_under_way_finishes_after_the_listener_has_closed()
    {
        await using var app = await StartAsync("Drain:Delay=00:00:00.5");
        var report = app.Http.GetAsync("reports?seconds=5");
        await Task.Delay(500);
        app.Container.SendTerminate();
        await Until.TrueAsync("closed", async () => await app.StatusAsync("health/live") is null);
        Assert.False(report.IsCompleted);

        using var response = await report;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await app.Container.Exited.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(0, app.Container.ExitCode);
    }

    [Fact]
    public async Task The_drain_delay_uses_up_the_shutdown_timeout_and_what_is_left_cuts_requests_off()
    {
        await using var app = await StartAsync("Drain:Delay=00:00:02", "ShutdownTimeout=00:00:03");
        var report = app.Http.GetAsync("reports?seconds=30");
        await Task.Delay(500);
        var clock = Stopwatch.StartNew();
        app.Container.SendTerminate();

        await Assert.ThrowsAsync<HttpRequestException>(() => report);

        Assert.InRange(clock.Elapsed.TotalSeconds, 2.5, 20);
    }

    [Fact]
    public async Task A_grace_period_shorter_than_the_shutdown_ends_in_SIGKILL()
    {
        var connection = await postgres.Server.CreateShopAsync();
        await using var pod = Replica.Run(
            new("hurried")
            {
                Readiness = new("/health/ready") { PeriodSeconds = 1 },
                TerminationGracePeriod = TimeSpan.FromSeconds(2),
            },
            connection, "Drain:Delay=00:00:01");
        await Until.TrueAsync("ready", () => pod.IsReady);
        using var http = new HttpClient { BaseAddress = pod.Address };
        var report = http.GetAsync("reports?seconds=10");
        await Task.Delay(500);

        await pod.DeleteAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => report);
        Assert.Contains(pod.Events, e => e is { Kind: PodEventKind.Exited, Detail: "code 137" });
    }

    [Fact]
    public async Task A_rolling_replacement_loses_requests_unless_the_delay_outlasts_the_proxies()
    {
        var lost = new Dictionary<string, object>();
        foreach (var (name, delay) in ((string, string)[])[("without", "00:00:00"), ("with", "00:00:03")])
        {
            var connection = await postgres.Server.CreateShopAsync();
            await using var fleet = new Rolling(() => Replica.Run(
                new("rolling") { Readiness = new("/health/ready") { PeriodSeconds = 1 } },
                connection, $"Drain:Delay={delay}"));
            await fleet.StartAsync();
            await using (var traffic = new Traffic(fleet.Service))
            {
                await fleet.ReplaceAllAsync();
                await Task.Delay(500);
                var count = traffic.Count;
                lost[name] = new { count.Reads, count.ReadsFailed, count.Orders, count.OrdersFailed };
                if (name == "with")
                    Assert.Equal(0, count.ReadsFailed + count.OrdersFailed);
                else
                    Assert.InRange(count.ReadsFailed, 3, count.Reads);
            }
        }
        Results.Write("rolling.json", new { propagationSeconds = 1, replicas = 2, runs = lost });
    }

    [Fact]
    public async Task A_drain_delay_as_long_as_the_shutdown_timeout_stops_the_start()
    {
        var address = Replica.FreeAddress();
        await using var container = Replica.Start(address, await postgres.Server.CreateShopAsync(),
            "Drain:Delay=00:00:30", "ShutdownTimeout=00:00:30");
        await container.Exited.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.NotEqual(0, container.ExitCode);
        await Until.TrueAsync("it says why", () => container.Log.Contains(
            "Drain:Delay 00:00:30 must be below the host's ShutdownTimeout 00:00:30"));
    }

    private async Task<App> StartAsync(params string[] settings) =>
        await App.StartAsync(await postgres.Server.CreateShopAsync(), settings: settings);

    /// <summary>Two pods behind a service whose proxies learn of changes a second late.</summary>
    private sealed class Rolling(Func<Pod> start) : IAsyncDisposable
    {
        private Pod[] pods = [];

        public Service Service { get; } = new(propagation: TimeSpan.FromSeconds(1));

        public async Task StartAsync()
        {
            Add(start());
            Add(start());
            await Until.TrueAsync("all are ready", () => pods.All(pod => pod.IsReady));
        }

        /// <summary>A new pod first, then an old one goes, one after the other.</summary>
        public async Task ReplaceAllAsync()
        {
            foreach (var old in pods)
            {
                var next = start();
                Add(next);
                await Until.TrueAsync("the new one is ready", () => next.IsReady);
                await old.DeleteAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var pod in pods)
                await pod.DisposeAsync();
            Service.Dispose();
        }

        private void Add(Pod pod) => Service.Pods = pods = [.. pods, pod];
    }
}
