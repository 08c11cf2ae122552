namespace Catalog.Tests;

/// <summary>
/// The real table with one step that takes as long as the test wants: the answer has left
/// the database and has not arrived at the caller yet.
/// </summary>
public sealed class PausingProducts(IProducts table) : IProducts
{
    public Pause AfterRead { get; } = new();

    public Pause AfterWrite { get; } = new();

    public async Task<Product?> ReadAsync(string id, CancellationToken cancellation)
    {
        var product = await table.ReadAsync(id, cancellation);
        await AfterRead.HereAsync();
        return product;
    }

    public async Task<Product> SetPriceAsync(
        string id, decimal price, CancellationToken cancellation)
    {
        var product = await table.SetPriceAsync(id, price, cancellation);
        await AfterWrite.HereAsync();
        return product;
    }
}

/// <summary>Holds the next caller only.</summary>
public sealed class Pause
{
    private TaskCompletionSource? reached, released;

    public void HoldNext()
    {
        reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public Task ReachedAsync() => reached!.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Release() => released!.SetResult();

    public async Task HereAsync()
    {
        var (signal, gate) = (reached, released);
        if (signal is null || !signal.TrySetResult())
            return;
        await gate!.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
