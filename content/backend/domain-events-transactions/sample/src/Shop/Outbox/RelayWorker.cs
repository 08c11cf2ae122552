using Shop.Events;
using Shop.Orders;

namespace Shop.Outbox;

/// <summary>Wakes this process's relay. Losing a signal costs one interval.</summary>
public sealed class RelaySignal
{
    private readonly SemaphoreSlim pending = new(0);

    public void Set() => pending.Release();

    public async Task WaitAsync(TimeSpan interval, CancellationToken token)
    {
        if (await pending.WaitAsync(interval, token))
            while (pending.Wait(0, CancellationToken.None)) { } // one run serves them all
    }
}

#region wake
/// <summary>Runs after the commit. If it never runs, the relay looks at its next interval.</summary>
public sealed class WakeRelay(RelaySignal signal) : IHandle<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced placed, CancellationToken token)
    {
        signal.Set();
        return Task.CompletedTask;
    }
}
#endregion

public sealed class RelayWorker(OutboxRelay relay, RelaySignal signal, ILogger<RelayWorker> log)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                while (await relay.RunOnceAsync(stopping) > 0) { }
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                log.LogError(failure, "The outbox was not relayed; next attempt in {Interval}.", Interval);
            }
            await signal.WaitAsync(Interval, stopping);
        }
    }
}
