using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Supervisor;

// Faults and processes are timed: one test at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Storefront.Tests;

/// <summary>
/// The supervisor keeps the rules that Kubernetes documents. The container is a shell that
/// sleeps; its health is an endpoint of the test.
/// </summary>
public sealed class SupervisorTests
{
    private static readonly Probe EverySecond = new("/probe") { PeriodSeconds = 1 };

    [Fact]
    public void The_defaults_are_those_of_Kubernetes()
    {
        Assert.Equal(
            new Probe("/")
            {
                InitialDelaySeconds = 0, PeriodSeconds = 10, TimeoutSeconds = 1,
                SuccessThreshold = 1, FailureThreshold = 3,
            },
            new Probe("/"));
        var spec = new PodSpec("defaults");
        Assert.Equal((30, 10, 300), (spec.TerminationGracePeriod.TotalSeconds,
            spec.BackOff.TotalSeconds, spec.BackOffLimit.TotalSeconds));
    }

    [Theory]
    [InlineData("ssfsffs", true)]
    [InlineData("ssfff", false)]
    [InlineData("fffs", true)]
    [InlineData("fffsff", true)]
    public void Only_failureThreshold_failures_in_a_row_change_the_state(string results, bool expected)
    {
        var state = new ProbeState(EverySecond, initial: true);
        foreach (var result in results)
            state.Record(result == 's');
        Assert.Equal(expected, state.Succeeds);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(307, true)]
    [InlineData(399, true)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task A_status_from_200_to_399_is_a_success(int status, bool success)
    {
        await using var endpoint = await Endpoint.StartAsync();
        endpoint.Status = _ => status;
        using var prober = new Prober(endpoint.Address);

        Assert.Equal(success, await prober.ProbeAsync(EverySecond, default));
    }

    [Fact]
    public async Task A_late_answer_and_a_refused_connection_are_failures()
    {
        Uri address;
        await using (var endpoint = await Endpoint.StartAsync())
        {
            address = endpoint.Address;
            endpoint.Delay = TimeSpan.FromSeconds(30);
            using var prober = new Prober(address);
            var clock = Stopwatch.StartNew();
            Assert.False(await prober.ProbeAsync(EverySecond, default));
            Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 15);
        }
        using var toNobody = new Prober(address);
        Assert.False(await toNobody.ProbeAsync(EverySecond, default));
    }

    [Fact]
    public async Task A_failed_readiness_probe_never_restarts()
    {
        await using var endpoint = await Endpoint.StartAsync();
        await using var pod = Sleeping(endpoint, new("unready") { Readiness = EverySecond });
        await Until.TrueAsync("ready", () => pod.IsReady);

        endpoint.Status = _ => 503;
        await Until.TrueAsync("unready", () => !pod.IsReady);
        await Task.Delay(TimeSpan.FromSeconds(4));

        Assert.Equal(0, pod.Restarts);
        Assert.False(pod.IsReady);
        endpoint.Status = _ => 200;
        await Until.TrueAsync("ready again", () => pod.IsReady);
    }

    [Fact]
    public async Task No_other_probe_runs_before_the_startup_probe_has_succeeded()
    {
        await using var endpoint = await Endpoint.StartAsync();
        endpoint.Status = path => path == "/startup" ? 503 : 200;
        await using var pod = Sleeping(endpoint, new("starting")
        {
            Startup = EverySecond with { Path = "/startup", FailureThreshold = 100 },
            Liveness = EverySecond with { Path = "/live" },
            Readiness = EverySecond with { Path = "/ready" },
        });
        await Until.TrueAsync("three attempts", () => endpoint.Paths.Count >= 3);
        Assert.All(endpoint.Paths, path => Assert.Equal("/startup", path));

        endpoint.Status = _ => 200;
        await Until.TrueAsync("the others run", () =>
            endpoint.Paths.Contains("/live") && endpoint.Paths.Contains("/ready"));
        Assert.Equal(0, pod.Restarts);
    }

    [Fact]
    public async Task A_container_that_ignores_SIGTERM_is_killed_after_its_grace_period()
    {
        await using var endpoint = await Endpoint.StartAsync();
        await using var pod = new Pod(
            new("deaf") { TerminationGracePeriod = TimeSpan.FromSeconds(1) }, endpoint.Address,
            () => new Container("/bin/sh", ["-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"]));
        await Until.TrueAsync("it traps the signal", () => pod.Container!.Log.Contains("deaf"));

        var clock = Stopwatch.StartNew();
        await pod.DeleteAsync();

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 15);
        Assert.Contains(pod.Events, e => e is { Kind: PodEventKind.Exited, Detail: "code 137" });
    }

    [Fact]
    public async Task The_first_restart_is_immediate_and_the_pause_doubles_to_its_limit()
    {
        await using var endpoint = await Endpoint.StartAsync();
        await using var pod = new Pod(
            new("crashing")
            {
                BackOff = TimeSpan.FromSeconds(0.1), BackOffLimit = TimeSpan.FromSeconds(0.3),
            },
            endpoint.Address, () => new Container("/bin/sh", ["-c", "exit 1"]));
        await Until.TrueAsync("five restarts", () => pod.Restarts >= 5);

        Assert.Equal(["0.1 s", "0.2 s", "0.3 s", "0.3 s"], pod.Events
            .Where(e => e.Kind == PodEventKind.BackOff).Take(4).Select(e => e.Detail));
        Assert.Equal(
            [PodEventKind.Started, PodEventKind.Exited, PodEventKind.Started, PodEventKind.Exited,
                PodEventKind.BackOff],
            pod.Events.Select(e => e.Kind)
                .Where(kind => kind is not (PodEventKind.Ready or PodEventKind.Unready)).Take(5));
    }

    private static Pod Sleeping(Endpoint endpoint, PodSpec spec) =>
        new(spec, endpoint.Address, () => new Container("sleep", ["600"]));

    /// <summary>A server whose answers the test decides.</summary>
    private sealed class Endpoint : IAsyncDisposable
    {
        private readonly WebApplication app;

        private Endpoint(WebApplication app) => this.app = app;

        public Uri Address { get; private set; } = null!;

        public Func<string, int> Status { get; set; } = _ => 200;

        public TimeSpan Delay { get; set; }

        public ConcurrentQueue<string> Paths { get; } = new();

        public static async Task<Endpoint> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var address = Replica.FreeAddress();
            builder.WebHost.UseUrls(address.ToString());
            var endpoint = new Endpoint(builder.Build()) { Address = address };
            endpoint.app.Run(async http =>
            {
                endpoint.Paths.Enqueue(http.Request.Path);
                await Task.Delay(endpoint.Delay, http.RequestAborted)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                http.Response.StatusCode = endpoint.Status(http.Request.Path);
            });
            await endpoint.app.StartAsync();
            return endpoint;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
