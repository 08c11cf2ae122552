namespace Orders.Tests;

[Collection(RealServers.Name)]
public sealed class CrashTests(Fixture servers) : IAsyncLifetime
{
    private Shop shop = null!;

    public async Task InitializeAsync() => shop = await Shop.OpenAsync(servers);

    public Task DisposeAsync() => shop.DisposeAsync().AsTask();

    #region relay-crash
    [Theory]
    [InlineData(RelayStep.Taken, 0, 0, 9)]
    [InlineData(RelayStep.Sent, 0, 1, 9)]
    [InlineData(RelayStep.Acknowledged, 1, 3, 9)]
    [InlineData(RelayStep.Published, 3, 3, 9)]
    [InlineData(RelayStep.Deleted, 3, 3, 9)]
    [InlineData(RelayStep.Committed, 3, 3, 6)]
    public async Task A_relay_killed_at_any_step_loses_nothing_and_nothing_is_applied_twice(
        RelayStep step, int streamedAtLeast, int streamedAtMost, long left)
    {
        for (var i = 0; i < 3; i++)
            await shop.PlaceAsync(extensions: 2);

        await Crash.AtAsync("relay", $"{step}", shop.OrdersConnection, shop.NatsUrl);

        Assert.InRange((await shop.StreamedAsync()).Count, streamedAtLeast, streamedAtMost);
        Assert.Equal(left, await shop.CountAsync("outbox"));

        await shop.RelayAllAsync();
        Assert.Equal(9, (await shop.StreamedAsync()).Count);
        await shop.BillAllAsync();
        await shop.AssertBilledAsync();
    }
    #endregion

    [Theory]
    [InlineData(ConsumerStep.Received, 0)]
    [InlineData(ConsumerStep.Applied, 1)]
    [InlineData(ConsumerStep.Acknowledged, 1)]
    public async Task A_consumer_killed_at_any_step_loses_nothing_and_applies_nothing_twice(
        ConsumerStep step, int billed)
    {
        await shop.PlaceAsync(amount: 10);
        await shop.RelayAllAsync();

        await Crash.AtAsync("billing", $"{step}", shop.LedgerConnection, shop.NatsUrl);

        await using var ledger = shop.Ledgers.CreateDbContext();
        Assert.Equal(billed, ledger.Accounts.Count());
        await shop.BillAllAsync();
        await shop.AssertBilledAsync();
    }
}
