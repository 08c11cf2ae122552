namespace Notifications;

/// <summary>Different chats in parallel, one chat in order. Started from one loop.</summary>
public sealed class ChatLanes(int inFlight)
{
    private readonly SemaphoreSlim places = new(inFlight);
    private readonly Dictionary<long, Task> lanes = [];

    #region lanes
    /// <summary>Returns when there is a place, not when the work is done.</summary>
    public async Task StartAsync(long chat, Func<Task> work, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        foreach (var (idle, lane) in lanes)
            if (lane.IsCompleted)
                lanes.Remove(idle);
        lanes[chat] = AfterAsync(lanes.GetValueOrDefault(chat, Task.CompletedTask), work);
    }

    private async Task AfterAsync(Task before, Func<Task> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await work();
        }
        finally
        {
            places.Release();
        }
    }
    #endregion

    public Task DrainAsync() => Task.WhenAll(lanes.Values);
}
