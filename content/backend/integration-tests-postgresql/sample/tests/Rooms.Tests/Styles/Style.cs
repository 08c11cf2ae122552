namespace Rooms.Tests.Styles;

/// <summary>Where the API under test gets its database from, and what cleans up after a test.</summary>
public abstract class Style : IAsyncLifetime
{
    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The app of one test; disposing it leaves nothing behind for the next.</summary>
    public abstract Task<App> StartAsync(Bug? bug = null);
}
