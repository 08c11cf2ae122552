namespace Notifications;

/// <summary>Different chats side by side, one chat in its order.</summary>
public sealed class ChatLanes(int inFlight)
{
    private readonly SemaphoreSlim places = new(inFlight);
    private readonly Dictionary<long, Task> lanes = [];

    /// <summary>Returns when there is a place, not when the work is done.</summary>
    public async Task StartAsync(long chat, Func<Task> work, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        lanes[chat] = AfterAsync(lanes.GetValueOrDefault(chat, Task.CompletedTask), work);
    }

    private async Task AfterAsync(Task before, Func<Task> work)
    {
        try
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing
                | ConfigureAwaitOptions.ForceYielding);
            await work();
        }
        finally
        {
            places.Release();
        }
    }
}
