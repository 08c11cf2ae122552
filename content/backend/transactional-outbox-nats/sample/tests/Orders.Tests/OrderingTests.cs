namespace Orders.Tests;

/// <summary>Whose turn it is when several relays and several writers are at work.</summary>
[Collection(RealServers.Name)]
public sealed class OrderingTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    #region watermark
    [Fact]
    public async Task A_relay_that_remembers_the_last_number_never_sees_what_commits_late()
    {
        await using var slow = shop.Contexts.CreateDbContext();
        await using var transaction = await slow.Database.BeginTransactionAsync();
        slow.Add(Order.Place(10));
        await slow.SaveChangesAsync(); // takes the number 1
        await shop.PlaceAsync();       // takes the number 2, and commits

        var last = await shop.ScalarAsync<long>("SELECT max(seq) FROM outbox WHERE seq > 0");
        await transaction.CommitAsync();

        Assert.Equal(2, last);
        Assert.Equal(2, await shop.CountAsync("outbox"));
        Assert.Equal(0, await shop.CountAsync($"outbox WHERE seq > {last}"));
    }
    #endregion

    [Fact]
    public async Task The_relay_finds_what_commits_late()
    {
        await using var slow = shop.Contexts.CreateDbContext();
        await using var transaction = await slow.Database.BeginTransactionAsync();
        slow.Add(Order.Place(10));
        await slow.SaveChangesAsync();
        await shop.PlaceAsync();

        await shop.RelayAllAsync();
        await transaction.CommitAsync();
        await shop.RelayAllAsync();

        Assert.Equal(2, (await shop.StreamedAsync()).Count);
        Assert.Equal(0, await shop.CountAsync("outbox"));
    }

    [Fact]
    public async Task Two_relays_take_different_orders_and_do_not_wait_for_each_other()
    {
        var (first, second) = (await shop.PlaceAsync(), await shop.PlaceAsync());
        var pause = new Pause();
        var slow = shop.NewRelay(batchSize: 1, reached: pause.At(RelayStep.Taken)).RunOnceAsync();
        await pause.ReachedAsync();

        Assert.Equal(1, (await shop.NewRelay(batchSize: 1).RunOnceAsync()).Stored);
        Assert.Equal([(second, 1)], await shop.StreamedVersionsAsync());
        pause.Release();
        await slow;

        Assert.Equal([(second, 1), (first, 1)], await shop.StreamedVersionsAsync());
    }

    #region turned-around
    [Theory]
    [InlineData(Take.AnyRow, new[] { 2, 1 })]
    [InlineData(Take.FirstOfEachOrder, new[] { 1, 2 })]
    public async Task Skipping_a_locked_row_turns_an_order_around_unless_it_holds_up_the_next(
        string take, int[] versions)
    {
        await shop.PlaceAsync(extensions: 1);
        var pause = new Pause();
        var slow = shop.NewRelay(1, take, pause.At(RelayStep.Taken)).RunOnceAsync();
        await pause.ReachedAsync();

        await shop.NewRelay(1, take).RunOnceAsync();
        pause.Release();
        await slow;
        await shop.RelayAllAsync();

        Assert.Equal(versions, (await shop.StreamedAsync()).Select(e => e.Version));
    }
    #endregion

    [Fact]
    public async Task Four_relays_and_busy_writers_keep_every_order_in_order()
    {
        using var done = new CancellationTokenSource();
        var relays = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var relay = shop.NewRelay(batchSize: 5);
            while ((await relay.RunOnceAsync()).Stored > 0 || !done.IsCancellationRequested) { }
        })).ToList();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.PlaceAsync(extensions: 30)));
        await done.CancelAsync();
        await Task.WhenAll(relays);
        await shop.RelayAllAsync();

        var streamed = await shop.StreamedAsync();
        Assert.Equal(8 * 31, streamed.Count);
        Assert.All(streamed.GroupBy(e => e.OrderId), order =>
            Assert.Equal(Enumerable.Range(1, 31), order.Select(e => e.Version)));
    }
}

/// <summary>Holds a relay at a step until the test lets it go.</summary>
public sealed class Pause
{
    private readonly TaskCompletionSource reached = new(), released = new();

    public Func<T, Task> At<T>(T step) where T : struct, Enum => now =>
    {
        if (!now.Equals(step))
            return Task.CompletedTask;
        reached.TrySetResult();
        return released.Task;
    };

    public Task ReachedAsync() => reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Release() => released.TrySetResult();
}
