using System.Collections.Concurrent;
using System.Diagnostics;

namespace Supervisor;

public enum PodEventKind { Started, Ready, Unready, Unhealthy, Killing, Exited, BackOff }

public sealed record PodEvent(TimeSpan At, PodEventKind Kind, string Detail);

/// <summary>
/// One container, probed and restarted by the rules that Kubernetes documents for the kubelet:
/// the startup probe holds back the other two, a failed startup or liveness probe ends the
/// container, and a failed readiness probe only takes it out of the service.
/// </summary>
public sealed class Pod : IAsyncDisposable
{
    private readonly PodSpec spec;
    private readonly Func<Container> start;
    private readonly Prober prober;
    private readonly CancellationTokenSource deletion = new();
    private readonly ConcurrentQueue<PodEvent> events = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Task running;
    private long unreadySince;
    private volatile bool ready;

    public Pod(PodSpec spec, Uri address, Func<Container> start)
    {
        this.spec = spec;
        this.start = start;
        Address = address;
        prober = new(address);
        running = RunAsync(deletion.Token);
    }

    /// <summary>Stays the same when the container restarts.</summary>
    public Uri Address { get; }

    public string Name => spec.Name;

    public Container? Container { get; private set; }

    public int Restarts { get; private set; }

    public IReadOnlyCollection<PodEvent> Events => events;

    public bool IsReady => ready && !deletion.IsCancellationRequested;

    /// <summary>Whether proxies send requests here: they hear of a change only later.</summary>
    public bool IsInService(TimeSpan propagation) =>
        IsReady || Stopwatch.GetElapsedTime(Interlocked.Read(ref unreadySince)) < propagation;

    /// <summary>Deletes the pod: out of the service and SIGTERM at the same moment.</summary>
    public async Task DeleteAsync()
    {
        if (!deletion.IsCancellationRequested)
        {
            if (ready)
                Interlocked.Exchange(ref unreadySince, Stopwatch.GetTimestamp());
            await deletion.CancelAsync();
        }
        await running;
    }

    public async ValueTask DisposeAsync()
    {
        await DeleteAsync();
        prober.Dispose();
        deletion.Dispose();
    }

    private async Task RunAsync(CancellationToken deleted)
    {
        var pause = TimeSpan.Zero;
        while (!deleted.IsCancellationRequested)
        {
            await using var container = Container = start();
            var startedAt = Stopwatch.GetTimestamp();
            Add(PodEventKind.Started, $"restarts: {Restarts}");
            await RunAsync(container, deleted);
            SetReady(false, "the container has exited");
            Add(PodEventKind.Exited, $"code {container.ExitCode}");
            if (deleted.IsCancellationRequested)
                return;

            // A container that ran for long enough starts with a clean record again.
            if (Stopwatch.GetElapsedTime(startedAt) > 2 * spec.BackOffLimit)
                pause = TimeSpan.Zero;
            if (pause > TimeSpan.Zero)
            {
                Add(PodEventKind.BackOff, $"{pause.TotalSeconds:0.###} s");
                await Task.Delay(pause, deleted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (deleted.IsCancellationRequested)
                    return;
            }
            pause = pause == TimeSpan.Zero ? spec.BackOff
                : pause * 2 < spec.BackOffLimit ? pause * 2 : spec.BackOffLimit;
            Restarts++;
        }
    }

    /// <summary>Until the container has exited, whatever the reason.</summary>
    private async Task RunAsync(Container container, CancellationToken deleted)
    {
        using var ended = new CancellationTokenSource();
        using var notDeleted = CancellationTokenSource.CreateLinkedTokenSource(ended.Token, deleted);
        var started = new TaskCompletionSource();
        if (spec.Startup is null)
            started.SetResult();
        // Deletion ends the probes that can restart; readiness is probed until the container exits.
        Task<string> restart = WatchAsync(started, notDeleted.Token);
        Task readiness = WatchReadinessAsync(started.Task, ended.Token);

        await Task.WhenAny(container.Exited, restart, Task.Delay(Timeout.Infinite, notDeleted.Token));
        if (!container.Exited.IsCompleted)
        {
            Add(PodEventKind.Killing, restart.IsCompletedSuccessfully ? await restart : "deleted");
            await container.StopAsync(spec.TerminationGracePeriod);
        }
        await ended.CancelAsync();
        foreach (var probing in (Task[])[restart, readiness])
        {
            await probing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (probing.IsFaulted)
                await probing;
        }
    }

    /// <summary>Returns why the container has to be restarted.</summary>
    private async Task<string> WatchAsync(TaskCompletionSource started, CancellationToken cancellation)
    {
        if (spec.Startup is { } startup)
        {
            if (!await FirstStateAsync(startup, cancellation))
                return "the startup probe failed";
            started.SetResult();
        }
        if (spec.Liveness is { } liveness)
        {
            var state = new ProbeState(liveness, initial: true);
            await foreach (var success in ProbeAsync(liveness, cancellation))
            {
                Unless(success, "liveness");
                if (state.Record(success) && !success)
                    return "the liveness probe failed";
            }
        }
        await Task.Delay(Timeout.Infinite, cancellation);
        return "";
    }

    private async Task<bool> FirstStateAsync(Probe startup, CancellationToken cancellation)
    {
        var state = new ProbeState(startup, initial: false);
        await foreach (var success in ProbeAsync(startup, cancellation))
        {
            Unless(success, "startup");
            if (state.Record(success))
                return success;
        }
        return false;
    }

    private async Task WatchReadinessAsync(Task started, CancellationToken cancellation)
    {
        await started.WaitAsync(cancellation);
        if (spec.Readiness is not { } readiness)
        {
            SetReady(true, "no readiness probe");
            return;
        }
        var state = new ProbeState(readiness, initial: false);
        await foreach (var success in ProbeAsync(readiness, cancellation))
        {
            Unless(success, "readiness");
            if (state.Record(success))
                SetReady(success, "the readiness probe");
        }
    }

    private async IAsyncEnumerable<bool> ProbeAsync(
        Probe probe,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Delay(TimeSpan.FromSeconds(probe.InitialDelaySeconds), cancellation);
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(probe.PeriodSeconds));
        do
            yield return await prober.ProbeAsync(probe, cancellation);
        while (await ticks.WaitForNextTickAsync(cancellation));
    }

    private void SetReady(bool value, string detail)
    {
        if (ready == value)
            return;
        ready = value;
        if (!value && !deletion.IsCancellationRequested)
            Interlocked.Exchange(ref unreadySince, Stopwatch.GetTimestamp());
        Add(value ? PodEventKind.Ready : PodEventKind.Unready, detail);
    }

    private void Unless(bool success, string probe)
    {
        if (!success)
            Add(PodEventKind.Unhealthy, $"{probe} probe failed");
    }

    private void Add(PodEventKind kind, string detail) => events.Enqueue(new(clock.Elapsed, kind, detail));
}
